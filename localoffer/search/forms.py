"""What the address of a search asks for. Anything at all may stand there: what cannot be read is left out, never refused."""

from dataclasses import dataclass

from django.http import QueryDict

from .finding import Wishes
from .understanding import clean

MOST_VALUES = 30
LONGEST_CODE = 60
OLDEST_YEARS = 25


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The parameters of a search, cleaned. `postcode` may be called `near` too; `age` is in whole years."""

    text: str
    postcode: str = ""
    age_years: int | None = None
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    exactly: bool = False
    page: int = 1
    as_json: bool = False

    @classmethod
    def read(cls, get: QueryDict) -> "AskedFor":
        return cls(
            text=get.get("q", ""), postcode=clean(get.get("postcode") or get.get("near", ""))[:24],
            age_years=_number(get.get("age", ""), most=OLDEST_YEARS), kinds=_codes(get, "kind"), needs=_codes(get, "need"),
            without=_codes(get, "without"), exactly=get.get("exactly") == "1", page=_number(get.get("page", ""), most=1000) or 1,
            as_json=get.get("format") == "json",
        )  # fmt: skip

    @property
    def wishes(self) -> Wishes:
        age_months = None if self.age_years is None else self.age_years * 12
        return Wishes(self.postcode, age_months, self.kinds, self.needs, frozenset(self.without), self.exactly)

    def kept(self, *, without: list[str] | tuple[str, ...] = (), but: tuple[str, ...] = ()) -> dict[str, str | list[str]]:
        """The parameters for another address of the same search: `without` takes chips off, `but` leaves parameters out."""
        off = list(dict.fromkeys((*self.without, *without)))
        values = {
            "q": clean(self.text), "postcode": "" if "place" in without else self.postcode,
            "age": "" if self.age_years is None or "age" in without else str(self.age_years),
            "kind": list(self.kinds), "need": list(self.needs), "without": off, "exactly": "1" if self.exactly else "",
        }  # fmt: skip
        return {name: value for name, value in values.items() if (value or name == "q") and name not in but}


def _codes(get: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean(value)[:LONGEST_CODE] for value in get.getlist(name)[:MOST_VALUES]))))


def _number(text: str, *, most: int) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= most else None
