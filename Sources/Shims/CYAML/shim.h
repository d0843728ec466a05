// libyaml's event parser. Its event is a union; these doors read it without one.
#pragma once
#include <yaml.h>

static inline int selaras_yaml_kind(const yaml_event_t *_Nonnull e) { return (int)e->type; }
static inline unsigned long selaras_yaml_line(const yaml_event_t *_Nonnull e) { return e->start_mark.line; }
static inline unsigned long selaras_yaml_column(const yaml_event_t *_Nonnull e) { return e->start_mark.column; }
static inline const unsigned char *_Nullable selaras_yaml_value(const yaml_event_t *_Nonnull e) { return e->data.scalar.value; }
static inline unsigned long selaras_yaml_length(const yaml_event_t *_Nonnull e) { return e->data.scalar.length; }
static inline int selaras_yaml_is_plain(const yaml_event_t *_Nonnull e) { return e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE; }
static inline const char *_Nullable selaras_yaml_anchor(const yaml_event_t *_Nonnull e) {
  switch (e->type) {
    case YAML_ALIAS_EVENT: return (const char *)e->data.alias.anchor;
    case YAML_SCALAR_EVENT: return (const char *)e->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT: return (const char *)e->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT: return (const char *)e->data.mapping_start.anchor;
    default: return 0;
  }
}
static inline const char *_Nullable selaras_yaml_tag(const yaml_event_t *_Nonnull e) {
  switch (e->type) {
    case YAML_SCALAR_EVENT: return (const char *)e->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT: return (const char *)e->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT: return (const char *)e->data.mapping_start.tag;
    default: return 0;
  }
}
