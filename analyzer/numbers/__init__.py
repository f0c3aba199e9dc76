"""Text → every numeral in it, each in exactly one mention. Front functions: `find_mentions`, `find_numbers`, `parse_number`.

Read `mentions.py` first (the order of the questions), then `quantities.py` (the grammar of an amount with its unit).
`calendar.py`, `codes.py`, `wording.py` and `quotes.py` answer what is no quantity, `bare.py` what stands without a unit;
`units.py` and `grammar.py` hold the units and the alphabet.
"""

from __future__ import annotations

from analyzer.numbers.mentions import find_mentions, find_numbers, parse_number

__all__ = ["find_mentions", "find_numbers", "parse_number"]
