"""Writing bulletins: taking them in, saying who issued them, deciding about their claims. One transaction and one event an act."""
from xuanguan.bulletins.actions.deciding import Accepted, accept_claim, accept_confident, reject_claim, reopen_claim, withdraw_bulletin
from xuanguan.bulletins.actions.taking import AlreadyHere, Unreadable, change_issuer, take_in

__all__ = [
    "Accepted", "AlreadyHere", "Unreadable", "accept_claim", "accept_confident", "change_issuer", "reject_claim", "reopen_claim", "take_in",
    "withdraw_bulletin",
]
