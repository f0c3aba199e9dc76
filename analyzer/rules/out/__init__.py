"""Rules on the required outline: parts, their order and what each must tell."""
