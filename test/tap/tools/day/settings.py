# A project of one application, beside the tables of the music shop.

import os

SECRET_KEY = "of a test"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"],
        "NAME": os.environ["PGDATABASE"],
        "USER": os.environ["PGUSER"],
    }
}
INSTALLED_APPS = ["django.contrib.postgres", "loyalty"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
