"""Every address is behind the sign-in, or stands in the list of the public ones."""
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

PUBLIC = {"accounts:sign-in", "accounts:demo-sign-in", "language", "gallery", "notices:calendar", "notices:stop"}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(resolver: URLResolver | None = None, before: str = "", spaces: tuple[str, ...] = ()):
    """(name, a sample address) of every pattern of the house."""
    for entry in (resolver or get_resolver()).url_patterns:
        assert isinstance(entry.pattern, RoutePattern), f"{entry.pattern} is not a plain route"
        sample = before + str(entry.pattern)
        for name, converter in entry.pattern.converters.items():
            kind = next(kind for kind in SAMPLES if kind in type(converter).__name__.lower())
            sample = sample.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES[kind])
        if isinstance(entry, URLResolver):
            yield from addresses(entry, sample, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or "?")), f"/{sample}"


ADDRESSES = sorted(addresses())


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), [(name, address) for name, address in ADDRESSES if name not in PUBLIC])
def test_an_address_that_is_not_public_leads_to_the_sign_in(client, name, address):
    response = client.get(address)

    assert (response.status_code, response.headers.get("Location", "").split("?")[0]) == (302, "/sign-in/")


def test_every_address_has_a_name():
    assert [address for name, address in ADDRESSES if name.endswith("?")] == []


def test_the_public_list_names_only_addresses_that_exist():
    assert PUBLIC - {name for name, _address in ADDRESSES} == set()
