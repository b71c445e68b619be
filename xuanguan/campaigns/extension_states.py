"""The states of a wish for more time: which act leads where, and whose turn it is."""
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import ExtensionState
from xuanguan.common.states import Move, StateTable

ASKED, GRANTED, REFUSED, WITHDRAWN = ExtensionState.ASKED, ExtensionState.GRANTED, ExtensionState.REFUSED, ExtensionState.WITHDRAWN

EXTENSION_STATES = StateTable(
    moves=[
        Move("grant", frozenset({ASKED}), GRANTED),
        Move("refuse", frozenset({ASKED}), REFUSED),
        Move("take_back", frozenset({ASKED}), WITHDRAWN),
    ],
    labels=dict(ExtensionState.choices),
    owners={
        ASKED: _("the unit's superior, or the campaign's coordinator"),
        GRANTED: _("the unit, until the day granted"),
        REFUSED: _("the unit: it is due as before"),
        WITHDRAWN: _("nobody"),
    })
