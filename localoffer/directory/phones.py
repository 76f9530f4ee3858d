"""British phone numbers as people read them."""

import re


def phone_in_words(text: str) -> str:
    """Return a number with its blanks where people put them ("01582 591225"); an empty text when it is none.

    A register kept in a spreadsheet loses the leading nought: ten digits get it back.
    """
    digits = re.sub(r"\D", "", re.sub(r"^\s*\+44\s*(\(0\))?", "0", text))
    if len(digits) == 10 and not digits.startswith("0"):
        digits = f"0{digits}"
    if len(digits) not in (10, 11) or not digits.startswith(("01", "02", "03", "07", "08")):
        return ""
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits.startswith(("03", "08")) or digits[1:4] in (
        "113",
        "114",
        "115",
        "116",
        "117",
        "118",
        "121",
        "131",
        "141",
        "151",
        "161",
        "191",
    ):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"
