"""The login account: a name, a password, and the person behind it."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from mingzhi.identity.models.person import Person
from mingzhi.kernel.urn import Urn


class Account(AbstractBaseUser):
    """A login. Rights never hang on it: they come from the person's appointments of the day."""

    username = models.CharField("登录名", max_length=60, unique=True)
    is_active = models.BooleanField("启用", default=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="account")
    must_change_password = models.BooleanField("须修改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True)
    opened_at = models.DateTimeField("开通时间", null=True)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["Account"]()

    class Meta:
        verbose_name = "登录账号"

    def __str__(self) -> str:
        return self.username

    @property
    def urn(self) -> str:
        """The name by which the record refers to this account."""
        return str(Urn("identity", "account", self.username))
