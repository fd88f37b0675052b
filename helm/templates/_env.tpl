{{/*
The environment of every pod. Names are those of infra/env.py; a test holds both equal.
Plain settings come from `config`, secret ones from a Secret that this chart never writes.
*/}}

{{- define "parvis.secretName" -}}
{{ .Values.secret.existingSecret | default (printf "%s-env" (include "parvis.fullname" .)) }}
{{- end -}}

{{- define "parvis.secretEnv" -}}
{{- $secret := include "parvis.secretName" . -}}
{{- range list "SECRET_KEY" "DATABASE_URL" "REDIS_URL" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ . }}
{{- end }}
{{- range list "S3_ACCESS_KEY_ID" "S3_SECRET_ACCESS_KEY" "EMAIL_PASSWORD" "SENTRY_DSN" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ . }}
      optional: true
{{- end }}
{{- end -}}

{{/* Helm reads numbers as floats: without int64 a million would become 1e+06. */}}
{{- define "parvis.plainValue" -}}
{{- if kindIs "float64" . }}{{ . | int64 }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{- define "parvis.configData" -}}
{{- range $name, $value := .Values.config }}
{{- if and (not (kindIs "invalid" $value)) (ne (toString $value) "") }}
{{ $name }}: {{ include "parvis.plainValue" $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* For hooks, which run before the ConfigMap of their release exists. */}}
{{- define "parvis.plainEnv" -}}
{{- range $name, $value := (include "parvis.configData" . | fromYaml) }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}
