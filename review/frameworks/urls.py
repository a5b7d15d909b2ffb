"""Addresses of frameworks."""

from django.urls import path

from review.frameworks import views

urlpatterns = [
    path("frameworks/", views.framework_list, name="framework-list"),
    path("frameworks/import/", views.framework_import, name="framework-import"),
    path("frameworks/<slug:code>/<int:number>/", views.framework_version, name="framework-version"),
    path("frameworks/<slug:code>/<int:number>/file/", views.framework_file, name="framework-file"),
    path("frameworks/<slug:code>/<int:number>/spreadsheet/", views.framework_spreadsheet, name="framework-spreadsheet"),
    path("frameworks/<slug:code>/<int:number>/retire/", views.framework_retire, name="framework-retire"),
]
