"""Addresses of login, logout, password and appointment."""

from django.urls import URLPattern

app_name = "account"
urlpatterns: list[URLPattern] = []
