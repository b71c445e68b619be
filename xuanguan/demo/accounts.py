"""The accounts of the demo: made-up people, one password for all, never outside a demo."""
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.contrib.auth.hashers import make_password

from xuanguan.accounts.models import User
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant, Person, Unit

DATA = Path(__file__).parent / "data"
PASSWORD = "xuanguan-demo"  # noqa: S105  everybody may know it: the accounts exist in demos only


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    role: str
    unit: str
    password: str = PASSWORD


def demo_accounts() -> list[DemoAccount]:
    """Who can be chosen on the sign-in page, as `xuanguan serve --demo` prints them."""
    return [DemoAccount(one["username"], one["role"], one["unit"]) for one in account_rows()]


def account_rows() -> list[dict]:
    return yaml.safe_load((DATA / "sichuan-2012" / "accounts.yaml").read_text(encoding="utf-8"))["accounts"]


def make_accounts(units: dict[str, Unit]) -> dict[str, User]:
    """Every account with its person and role. A role at a bureau reaches the bureau's territory: it collects from all there."""
    hashed = make_password(PASSWORD)  # once: hashing takes a third of a second by design
    people = {}
    for row in account_rows():
        home = units[row["unit"]]
        person = User.objects.create(username=row["username"], name=row["name_zh"], name_en=row["name_en"], email=f"{row['username']}@example.org",
                                     password=hashed, is_demo=True)
        Grant.objects.create(person=person, role=Role(row["role"]), unit=home.territory or home)
        Person.objects.create(name=row["name_zh"], post=row.get("post_zh", ""), unit=home, user=person)
        people[row["username"]] = person
    return people


def make_loader() -> User:
    """The machine that enters what the demo invents; nobody can sign in as it."""
    return User.objects.create(username="demo-loader", name="演示数据", name_en="Demo data", is_superuser=True, is_active=False, password="!")  # noqa: S106  no password fits it
