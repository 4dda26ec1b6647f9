"""The login account: a name, a password, and the person behind it."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A login. Rights never hang on it: they come from the person's appointments of the day."""

    username = models.CharField("登录名", max_length=60, unique=True)
    is_active = models.BooleanField("启用", default=True)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["Account"]()

    class Meta:
        verbose_name = "登录账号"

    def __str__(self) -> str:
        return self.username
