import pytest

from localoffer.journeys.queries import working_days

OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def working():
    """The working days of England as the product ships them."""
    return working_days()


@pytest.fixture
def ask(client):
    """Fill in a tool's form as a browser does: get its page, then send it. Dates are given as `2026-01-12`."""
    from localoffer.core.visitor_forms import TOKEN_FIELD

    def send(id: str, *, headers=OUR_PAGE, **told):
        page = client.get(f"/tools/{id}/").content.decode()
        token = page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]
        data = {TOKEN_FIELD: token}
        for name, value in told.items():
            name = name.replace("__", "-")
            if value[:2] == "20" and value.count("-") == 2:
                data |= dict(zip((f"{name}_year", f"{name}_month", f"{name}_day"), value.split("-"), strict=True))
            else:
                data[name] = value
        return client.post(f"/tools/{id}/", data, headers=headers)

    return send
