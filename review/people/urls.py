"""Addresses of the pages on which an administrator manages people."""

from django.urls import path

from review.people.views import access, ties, users

urlpatterns = [
    path("users/", users.user_list, name="user-list"),
    path("users/add/", users.user_add, name="user-add"),
    path("users/<uuid:user>/", users.user_edit, name="user-edit"),
    path("users/<uuid:user>/password/", access.user_password, name="user-password"),
    path("users/<uuid:user>/deactivate/", access.user_deactivate, name="user-deactivate"),
    path("users/<uuid:user>/reactivate/", access.user_reactivate, name="user-reactivate"),
    path("users/<uuid:user>/ties/add/", ties.user_tie_add, name="user-tie-add"),
    path("users/<uuid:user>/ties/<uuid:tie>/end/", ties.user_tie_end, name="user-tie-end"),
]
