"""Forms of bulletins: those that came in, and those that are written."""
from xuanguan.bulletins.forms.checking import CheckForm
from xuanguan.bulletins.forms.reading import ClaimForm, IssuerForm, TakeInForm, unit_called
from xuanguan.bulletins.forms.writing import BLANK, ComposeForm, IssueForm, OutlineForm, PartForm, PartForms

__all__ = ["BLANK", "CheckForm", "ClaimForm", "ComposeForm", "IssueForm", "IssuerForm", "OutlineForm", "PartForm", "PartForms", "TakeInForm", "unit_called"]
