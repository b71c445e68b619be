"""The door for an application server: `xuanguan.config.wsgi:application`."""
import os

from django.core.wsgi import get_wsgi_application

from xuanguan.config.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
application = get_wsgi_application()
settle()
