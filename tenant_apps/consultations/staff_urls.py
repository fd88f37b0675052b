"""Addresses of the back office, below /manage/consultations/."""

from django.urls import path

from tenant_apps.consultations.staff_views import answers, questionnaires, questions

app_name = "consultations_staff"
urlpatterns = [
    path("", questionnaires.questionnaires, name="questionnaires"),
    path("new/", questionnaires.create_questionnaire, name="create_questionnaire"),
    path("<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("<int:pk>/edit/", questionnaires.edit_questionnaire, name="edit_questionnaire"),
    path("<int:pk>/remove/", questionnaires.remove_questionnaire, name="remove_questionnaire"),
    path("<int:pk>/preview/", questionnaires.preview, name="preview"),
    path("<int:pk>/questions/new/<str:kind>/", questions.add_question, name="add_question"),
    path("questions/<int:pk>/", questions.edit_question, name="edit_question"),
    path("questions/<int:pk>/move/", questions.move_question, name="move_question"),
    path("questions/<int:pk>/remove/", questions.remove_question, name="remove_question"),
    path("<int:pk>/answers/", answers.answers, name="answers"),
    path("<int:pk>/answers/all/", answers.answer_table, name="answer_table"),
    path("<int:pk>/answers/all/<uuid:answer_id>/", answers.answer, name="answer"),
    path("<int:pk>/answers/texts/<str:code>/", answers.texts, name="texts"),
    path("<int:pk>/answers/export/", answers.export_answers, name="export_answers"),
    path("<int:pk>/results/publish/", answers.publish_results, name="publish_results"),
    path("<int:pk>/results/withdraw/", answers.withdraw_results, name="withdraw_results"),
]
