"""Other names of a unit, as texts write them: learnt from a correction, and forgotten with it."""
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.organisations.actions.impossible import Impossible
from xuanguan.organisations.enums import NameKind
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.organisations.permissions import check_name
from xuanguan.organisations.pinyin import pinyin_of


@transaction.atomic
def add_alias(*, unit: Unit, name: str, by) -> UnitName:
    """Another Chinese name under which texts speak of the unit, at any time; the one that is there if it has it already.

    Raises Impossible for an empty name, NotAllowed.
    """
    if by is not None:
        check_name(by, unit)
    name = name.strip()
    if not name:
        raise Impossible(_("A unit needs a name."))
    if known := UnitName.objects.filter(unit=unit, name=name, language="zh").first():
        return known
    letters, initials = pinyin_of(name)
    alias = UnitName.objects.create(unit=unit, kind=NameKind.ALIAS, language="zh", name=name, pinyin=letters, initials=initials)
    record("add_alias", unit, by=by, name=name)
    return alias


@transaction.atomic
def remove_alias(*, alias: UnitName | None, by) -> None:
    """Forget an alias; official and short names are history and stay. Nothing happens where it is gone already. Raises NotAllowed."""
    if alias is None or alias.kind != NameKind.ALIAS:
        return
    if by is not None:
        check_name(by, alias.unit)
    record("remove_alias", alias.unit, by=by, name=alias.name)
    alias.delete()
