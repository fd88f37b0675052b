"""Addresses of the back office, below /manage/processes/."""

from django.urls import path

from tenant_apps.processes import staff_views as views

app_name = "processes_staff"
urlpatterns = [
    path("", views.processes, name="processes"),
    path("new/", views.choose_template, name="choose_template"),
    path("new/<str:code>/", views.create_process, name="create_process"),
    path("<int:pk>/", views.process, name="process"),
    path("<int:pk>/edit/", views.edit_process, name="edit_process"),
    path("<int:pk>/copy/", views.copy_process, name="copy_process"),
    path("<int:pk>/publish/", views.publish_process, name="publish_process"),
    path("<int:pk>/unpublish/", views.unpublish_process, name="unpublish_process"),
    path("<int:pk>/archive/", views.archive_process, name="archive_process"),
    path("<int:pk>/phases/new/", views.add_phase, name="add_phase"),
    path("phases/<int:pk>/", views.edit_phase, name="edit_phase"),
    path("phases/<int:pk>/move/", views.move_phase, name="move_phase"),
    path("phases/<int:pk>/remove/", views.remove_phase, name="remove_phase"),
]
