"""The directory as tables, for people who work with sheets: which columns, what each means, and how a record becomes rows.

Every row is made from a record as `hsds` gives it, never from the database: so a file shows what the API shows and nothing more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .hsds import Fields

MANY = "; "  # parts several values in one cell
TEXT, NUMBER, DAY, MOMENT, ADDRESS = "string", "number", "date", "datetime", "uri"


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is a type of the Table Schema standard (Frictionless Data), "uri" a string of that format."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` gives the rows of one service; each has a value for some of the columns. `key` is the column that tells rows apart."""

    name: str
    words: str
    rows: Callable[[Fields], Iterator[Fields]]
    columns: tuple[Column, ...]
    key: str = "id"


def _services(one: Fields) -> Iterator[Fields]:
    attributes = one["attributes"]
    number = next((phone["number"] for contact in one.get("contacts", []) for phone in contact.get("phones", [])), "")
    yield one | {
        "organization": one["organization"]["name"],
        "phone": number,
        "local_offer_page": one["additional_urls"][0]["url"],
        "languages": MANY.join(each["name"] for each in one.get("languages", [])),
        "service_areas": MANY.join(each["name"] for each in one.get("service_areas", [])),
        **{column: _terms(attributes, link) for column, link in COLUMN_OF_LINK.items()},
    }


def _places(one: Fields) -> Iterator[Fields]:
    for door in one.get("service_at_locations", []):
        place = door["location"]
        [address] = place.get("addresses") or [{}]
        access = MANY.join(f"{each['description']}: {each['details']}" for each in place.get("accessibility", []) if "details" in each)
        words = {"service": one["name"], "service_id": one["id"], "access": access, "place": place.get("description", "")}
        yield address | place | words | {"id": door["id"], "location_id": place["id"], "description": door.get("description", "")}


def _schedules(one: Fields) -> Iterator[Fields]:
    yield from one.get("schedules", [])


def _costs(one: Fields) -> Iterator[Fields]:
    yield from one.get("cost_options", [])


def _facts(one: Fields) -> Iterator[Fields]:
    for each in one["attributes"]:
        term = each["taxonomy_term"]
        yield each | {"service_id": one["id"], "taxonomy": term["taxonomy"], "term": term["name"], "code": term.get("code", "")}


def _terms(attributes: list[Fields], link_type: str) -> str:
    return MANY.join(each["taxonomy_term"]["name"] for each in attributes if each["link_type"] == link_type)


COLUMN_OF_LINK = {"kind": "service_kind", "topics": "topic", "needs": "need", "features": "feature"}
ID = Column("id", TEXT, "The row's own number. It never changes.")
SERVICE_ID = Column("service_id", TEXT, "The service: the id of services.csv.")

SERVICES = Table(
    "services", "What there is: one service a row.", _services,
    (
        Column("id", TEXT, "The service's number, a UUID. It never changes and is never used again."),
        Column("name", TEXT, "What it is called."),
        Column("description", TEXT, "What it is and what to expect."),
        Column("status", TEXT, "active, or temporarily closed."),
        Column("kind", TEXT, "What kind of service it is."),
        Column("topics", TEXT, "What it is about; several are parted by semicolons, as in all columns of several."),
        Column("needs", TEXT, "The needs it is for. Empty: nobody has said."),
        Column("features", TEXT, "What its sessions offer."),
        Column("languages", TEXT, "Languages that somebody there speaks or signs."),
        Column("minimum_age", NUMBER, "Youngest age in years. Empty: any age."),
        Column("maximum_age", NUMBER, "Oldest age in years, the whole year counted in. Empty: any age."),
        Column("eligibility_description", TEXT, "Who it is for, in words."),
        Column("service_areas", TEXT, "The areas it serves. Empty: it names none."),
        Column("application_process", TEXT, "How to get a place."),
        Column("wait_time", TEXT, "Waiting time, with the day on which it was so."),
        Column("fees_description", TEXT, "What it costs."),
        Column("organization_id", TEXT, "Who provides it: the number."),
        Column("organization", TEXT, "Who provides it: the name."),
        Column("phone", TEXT, "Number to ring."),
        Column("email", TEXT, "E-mail address."),
        Column("url", ADDRESS, "Its own web address."),
        Column("local_offer_page", ADDRESS, "Its page on this local offer."),
        Column("accreditations", TEXT, "Registers it is on."),
        Column("assured_date", DAY, "Day on which a person last checked the record. Empty: not yet."),
        Column("last_modified", MOMENT, "When the record last changed."),
    ),
)  # fmt: skip
PLACES = Table(
    "places", "Where services run: one service at one place a row.", _places,
    (
        ID, SERVICE_ID,
        Column("service", TEXT, "The service's name."),
        Column("location_id", TEXT, "The place's number: several services may run there."),
        Column("name", TEXT, "The place's name."),
        Column("address_1", TEXT, "First line of the address."),
        Column("address_2", TEXT, "More lines of the address."),
        Column("city", TEXT, "Town."),
        Column("postal_code", TEXT, "Postcode."),
        Column("place", TEXT, "For a place whose address is kept back: town and half the postcode."),
        Column("latitude", NUMBER, "North, in degrees (WGS84). Mostly the middle of the postcode."),
        Column("longitude", NUMBER, "East, in degrees (WGS84)."),
        Column("description", TEXT, "What runs here."),
        Column("access", TEXT, "Facts of access that somebody has given, with yes or no."),
    ),
)  # fmt: skip
SCHEDULES = Table(
    "schedules", "When services run: one rule a row. Times are by the clock in London.", _schedules,
    (
        ID, SERVICE_ID,
        Column("service_at_location_id", TEXT, "The place: the id of places.csv. Empty: any."),
        Column("description", TEXT, "The whole rule, in words."),
        Column("freq", TEXT, "WEEKLY or MONTHLY (iCalendar). Empty: see the words."),
        Column("interval", NUMBER, "Every how many weeks or months."),
        Column("byday", TEXT, "Days, as MO,TU; in a month with their number: 2MO, -1FR."),
        Column("bymonthday", TEXT, "Days of the month."),
        Column("opens_at", TEXT, "Hour and minute."),
        Column("closes_at", TEXT, "Hour and minute."),
        Column("valid_from", DAY, "First day."),
        Column("valid_to", DAY, "Last day."),
        Column("notes", TEXT, "Anything to add."),
    ),
)  # fmt: skip
COSTS = Table(
    "costs", "What families pay: one price a row.", _costs,
    (
        ID, SERVICE_ID,
        Column("amount", NUMBER, "Pounds. 0 is free. Empty: see the words."),
        Column("currency", TEXT, "GBP."),
        Column("amount_description", TEXT, "For what: a session, an hour."),
        Column("option", TEXT, "Who pays this, or how it works."),
        Column("valid_from", DAY, "First day."),
        Column("valid_to", DAY, "Last day."),
    ),
)  # fmt: skip
FACTS = Table(
    "facts", "All that services are sorted by, what providers say, and facts on SEND: one fact a row.", _facts,
    (
        ID, SERVICE_ID,
        Column("link_type", TEXT, "service_kind, topic, need, feature, provider_answer, send_fact, unit or own_field."),
        Column("taxonomy", TEXT, "The list that the word is of."),
        Column("taxonomy_term_id", TEXT, "The word's number."),
        Column("code", TEXT, "The word's code."),
        Column("term", TEXT, "The word."),
        Column("value", TEXT, "What is so. Empty: the word says it."),
        Column("as_of", DAY, "The day on which it was so."),
    ),
)  # fmt: skip
TABLES = {table.name: table for table in (SERVICES, PLACES, SCHEDULES, COSTS, FACTS)}
