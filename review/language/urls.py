"""Addresses of the language list."""

from django.urls import path

from review.language import views

urlpatterns = [
    path("language/", views.language_list, name="language-list"),
    path("language/try/", views.language_try, name="language-try"),
    path("language/add/", views.language_add, name="language-add"),
    path("language/<uuid:pattern>/", views.language_edit, name="language-edit"),
    path("language/<uuid:pattern>/retire/", views.language_retire, name="language-retire"),
    path("language/<uuid:pattern>/restore/", views.language_restore, name="language-restore"),
]
