"""Labelled corpora: markup, scoring, exploring."""
