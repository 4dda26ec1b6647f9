"""Addresses of login, logout, password and appointment."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from mingzhi.workbench.views import account

app_name = "account"
urlpatterns = [
    path("login/", account.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", account.password, name="password"),
    path("appointment/", account.appointment, name="appointment"),
]
