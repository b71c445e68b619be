"""A person's own settings."""
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from xuanguan.notices.enums import Rhythm, Weekday


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class SettingsForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), required=False, help_text=_("Where your digest goes. Left empty, you get none."), error_messages={
        "invalid": _("Write a whole address, such as name@example.gov.cn.")})
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the pages and of your mails."))
    digest = forms.ChoiceField(label=_("Digest by e-mail"), choices=Rhythm.choices, widget=forms.RadioSelect, help_text=_(
        "One mail with everything that is due, overdue, returned or waiting, and only if there is something new."))
    weekday = forms.TypedChoiceField(label=_("Day of the weekly digest"), choices=Weekday.choices, coerce=int)
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=time_input(), help_text=_("No mail is sent between these times, over midnight too."), error_messages={
        "invalid": _("Write a time such as 18:00.")})
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=time_input(), error_messages={"invalid": _("Write a time such as 08:00.")})
    working_days_only = forms.BooleanField(label=_("On working days only"), required=False, help_text=_("With the country's holidays and working weekends."))
