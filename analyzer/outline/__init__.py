"""Sections → parts of the required outline. Front functions: `choose_profile`, `load_profile`, `assign_parts`.

A profile (`profile.py`) says which parts a kind of report has and by which words they are known; `parts.py` decides where
each part is told, from the headings of the whole tree first and from the sentences of the body where no heading names it.
"""

from analyzer.outline.parts import assign_parts
from analyzer.outline.profile import PartSpec, Profile, choose_profile, load_profile, profile_names, profile_text

__all__ = [
    "PartSpec",
    "Profile",
    "assign_parts",
    "choose_profile",
    "load_profile",
    "profile_names",
    "profile_text",
]
