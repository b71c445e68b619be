"""What bulletins are made of, a file per noun."""
from xuanguan.bulletins.models.bulletins import Bulletin, Claim
from xuanguan.bulletins.models.checks import Check
from xuanguan.bulletins.models.drafts import Draft, Revision, SavedOutline
from xuanguan.bulletins.models.editions import Adoption, Edition, EditionFile, Erratum, NeverChanges, PointsInForce, Submission

__all__ = ["Adoption", "Bulletin", "Check", "Claim", "Draft", "Edition", "EditionFile", "Erratum", "NeverChanges", "PointsInForce", "Revision", "SavedOutline", "Submission"]
