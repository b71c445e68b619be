"""Signing in and out, and what is a person's own."""
from django.urls import path

from xuanguan.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo/", views.demo_sign_in, name="demo-sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("settings/", views.own_settings, name="settings"),
    path("password/", views.ChangePassword.as_view(), name="password"),
]
