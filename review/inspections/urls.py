"""Addresses of inspections: one line a page."""

from django.urls import path

from review.inspections.views import forces, overview, setting_up, team

urlpatterns = [
    path("inspections/", overview.inspection_list, name="inspection-list"),
    path("inspections/add/", setting_up.inspection_add, name="inspection-add"),
    path("inspections/<slug:slug>/", overview.inspection, name="inspection"),
    path("inspections/<slug:slug>/details/", setting_up.inspection_edit, name="inspection-edit"),
    path("inspections/<slug:slug>/steps/<slug:step>/", setting_up.inspection_step, name="inspection-step"),
    path("inspections/<slug:slug>/forces/", forces.inspection_forces, name="inspection-forces"),
    path("inspections/<slug:slug>/forces/<uuid:force>/remove/", forces.force_remove, name="inspection-force-remove"),
    path("inspections/<slug:slug>/team/", team.inspection_team, name="inspection-team"),
    path("inspections/<slug:slug>/team/<uuid:member>/end/", team.member_end, name="inspection-member-end"),
    path("inspections/<slug:slug>/team/<uuid:member>/remove/", team.member_remove, name="inspection-member-remove"),
    path("inspections/<slug:slug>/conflict/", team.conflict_declare, name="conflict-declare"),
    path("inspections/<slug:slug>/conflict/<uuid:subject>/", team.conflict_declare, name="conflict-declare-case"),
]
