"""Address of handing over words that came too late."""

from django.urls import path

from review.reviewing.late import views

urlpatterns = [
    path("reviews/<uuid:review>/late/<uuid:late>/hand-over/", views.late_hand_over, name="late-hand-over"),
]
