"""Addresses of home, cases and documents."""

from django.urls import path

from review.casework.views import adding, assigning, cases, documents, home, importing, versions

urlpatterns = [
    path("", home.home, name="home"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("inspections/<slug:slug>/cases/", cases.case_list, name="case-list"),
    path("inspections/<slug:slug>/cases/add/", adding.case_add, name="case-add"),
    path("inspections/<slug:slug>/cases/assign/", assigning.case_assign_many, name="case-assign-many"),
    path("inspections/<slug:slug>/cases/import/", importing.case_import, name="case-import"),
    path("inspections/<slug:slug>/persons/import/", importing.person_import, name="person-import"),
    path("inspections/<slug:slug>/ethnicity/import/", importing.ethnicity_import, name="ethnicity-import"),
    path("inspections/<slug:slug>/versions/", versions.inspection_versions, name="inspection-versions"),
    path("inspections/<slug:slug>/versions/<int:number>/", versions.inspection_adopt, name="inspection-adopt"),
    path("cases/<uuid:subject>/", cases.case, name="case"),
    path("cases/<uuid:subject>/version/", versions.case_version_move, name="case-version"),
    path("cases/<uuid:subject>/correct/", adding.case_correct, name="case-correct"),
    path("cases/<uuid:subject>/assign/", assigning.case_assign, name="case-assign"),
    path("cases/<uuid:subject>/take-back/", assigning.case_unassign, name="case-unassign"),
    path("cases/<uuid:subject>/withdraw/", assigning.case_withdraw, name="case-withdraw"),
    path("cases/<uuid:subject>/put-back/", assigning.case_reinstate, name="case-reinstate"),
    path("cases/<uuid:subject>/documents/add/", adding.document_add, name="case-document-add"),
    path("cases/<uuid:subject>/persons/add/", adding.person_add, name="case-person-add"),
    path("cases/<uuid:subject>/persons/<uuid:person>/ethnicity/add/", adding.ethnicity_add, name="case-ethnicity-add"),
    path("reviews/<uuid:review>/before/", versions.review_moved, name="review-moved"),
    path("documents/<uuid:document>/", documents.document, name="document"),
    path("documents/<uuid:document>/parts/", documents.document_parts, name="document-parts"),
    path("documents/<uuid:document>/file/", documents.document_file, name="document-file"),
]
