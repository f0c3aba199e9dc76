"""Text → every numeral in it, each in exactly one mention. Front functions: `find_mentions`, `find_numbers`, `parse_number`.

`parse_number` reads one number and nothing else, `find_numbers` finds those of any string and says of each what it is;
`find_numbers(text, bare=True)` reads every numeral as a number, whatever it stands for (bare-number mode, for foreign suites).

Read `mentions.py` first (the order of the questions), then `quantities.py` (the grammar of an amount with its unit).
`calendar.py`, `codes.py`, `wording.py` and `quotes.py` answer what is no quantity, `bare.py` what stands without a unit;
`units.py` and `grammar.py` hold the units and the alphabet.
"""

from __future__ import annotations

from analyzer.numbers.mentions import find_mentions, find_numbers, parse_number

__all__ = ["find_mentions", "find_numbers", "parse_number"]
