"""Address of one answer that saves itself."""

from django.urls import path

from review.reviewing.autosave import views

urlpatterns = [
    path("reviews/<uuid:review>/answers/<slug:criterion>/", views.answer_save, name="answer-save"),
]
