"""Postcodes as people type them, and in their normal form ("LU4 9AB", one blank)."""

import re
import unicodedata

LONGEST = 24
FULL = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9OI])([A-Z]{2})$", re.ASCII)
SECTOR = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])[A-Z]?$", re.ASCII)
OUTWARD = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$", re.ASCII)
BETWEEN = re.compile(r"[\s.,;:_\-\u2010-\u2015]+")
LETTER_FOR_DIGIT = str.maketrans("OI", "01")


def read_postcode(text: str) -> tuple[str, ...]:
    """Return what the text may stand for, the likeliest first; nothing when it is no postcode of Great Britain.

    "lu49ab" → ("LU4 9AB", "LU4 9", "LU4"); "LU4 9" → ("LU4 9", "LU4"); "LU12" → ("LU12", "LU1 2", "LU1"), because with no
    blank it may be a first half or a sector. The letters O and I are taken as digits where only a digit can stand.
    """
    if len(text) > LONGEST:
        return ()
    parts = BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).upper()).split()
    compact = "".join(parts)
    if match := FULL.match(compact):
        outward, digit, unit = match.groups()
        sector = f"{outward} {digit.translate(LETTER_FOR_DIGIT)}"
        return f"{sector}{unit}", sector, outward
    found: list[str] = [compact] if OUTWARD.match(compact) and len(parts) == 1 else []
    if match := SECTOR.match(compact):
        found += [f"{match[1]} {match[2]}", match[1]]
    return tuple(dict.fromkeys(found))


def normal_form(text: str) -> str:
    """Return a whole postcode in its normal form; an empty text when it is none."""
    codes = read_postcode(text)
    return codes[0] if len(codes) == 3 and FULL.match(codes[0].replace(" ", "")) else ""


def sector_of(code: str) -> str:
    """`"LU4 9AB"` → `"LU4 9"`. Takes the normal form of a whole postcode."""
    return code[:-2]


def outward_of(code: str) -> str:
    """`"LU4 9AB"` → `"LU4"`. Takes a normal form of any level."""
    return code.partition(" ")[0]
