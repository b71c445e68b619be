"""People who sign in. What they may do is a role on a unit: see organisations."""
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account. `name` is how colleagues know them."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_demo = models.BooleanField(default=False)

    REQUIRED_FIELDS = ["name"]

    def __str__(self):
        return (self.name_en if get_language() == "en" else "") or self.name or self.username
