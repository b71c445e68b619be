"""The form of an import."""
from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("Markdown (.md) or Word (.docx), with clauses numbered 一、, （一）, 1., 第一章, 第一条 or Article 1."),
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.markdown,.txt,.docx"}),
        error_messages={"required": _("Choose the file of the policy."), "empty": _("The file is empty. Choose it again.")})
    code = forms.CharField(
        label=_("Code of the policy"), required=False, max_length=60,
        help_text=_("Only where the file does not say it: letters, digits and hyphens. The code of a policy that is here already imports into it."))
    version = forms.CharField(
        label=_("Version"), required=False, max_length=60,
        help_text=_("Only where the file does not say it: the document number or the year."))
