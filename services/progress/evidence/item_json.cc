#include "progress/evidence/item_json.h"

#include "progress/stored_json.h"

namespace driehoek::progress::evidence {

// Beside the values, so that lists of them find these by their type.

static json_t* Made(const FileFact& file) {
  json_t* object = json_object();
  json::Put(object, "name", file.file_name);
  json::Put(object, "type", file.content_type);
  json::Put(object, "size", file.size_bytes);
  json::Put(object, "sha256", file.sha256);
  json::Put(object, "crc32", file.crc32);
  json::Put(object, "scan", NameOf(file.scan));
  return object;
}
static bool Fill(const json_t* object, FileFact& file) {
  return json::Read(object, "name", file.file_name) &&
         json::Read(object, "type", file.content_type) &&
         json::Read(object, "size", file.size_bytes) && json::Read(object, "sha256", file.sha256) &&
         json::Read(object, "crc32", file.crc32) && json::ReadEnum(object, "scan", file.scan);
}

static json_t* Made(const Content& content) {
  json_t* object = json_object();
  json::Put(object, "kind", NameOf(content.kind));
  json::Put(object, "text", content.text);
  json::PutPart(object, "file", content.file);
  json::Put(object, "note", content.note);
  return object;
}
static bool Fill(const json_t* object, Content& content) {
  return json::ReadEnum(object, "kind", content.kind) && json::Read(object, "text", content.text) &&
         json::ReadPart(object, "file", content.file) && json::Read(object, "note", content.note);
}

static json_t* Made(const Question& question) {
  json_t* object = json_object();
  json::Put(object, "requester", question.requester);
  json::Put(object, "time", question.time);
  json::Put(object, "due", question.due_date);
  if (question.is_reminded) json_object_set_new(object, "reminded", json_true());
  return object;
}
static bool Fill(const json_t* object, Question& question) {
  question.is_reminded = json_is_true(json_object_get(object, "reminded"));
  return json::Read(object, "requester", question.requester) &&
         json::Read(object, "time", question.time) && json::Read(object, "due", question.due_date);
}

static json_t* Made(const Confirmation& confirmation) {
  json_t* object = json_object();
  json::Put(object, "kind", NameOf(confirmation.kind));
  json::Put(object, "reason", confirmation.reason);
  json::Put(object, "supervisor", confirmation.supervisor);
  json::Put(object, "time", confirmation.time);
  return object;
}
static bool Fill(const json_t* object, Confirmation& confirmation) {
  return json::ReadEnum(object, "kind", confirmation.kind) &&
         json::Read(object, "reason", confirmation.reason) &&
         json::Read(object, "supervisor", confirmation.supervisor) &&
         json::Read(object, "time", confirmation.time);
}

static json_t* Made(const Version& version) {
  json_t* object = json_object();
  json::PutPart(object, "content", version.content);
  json::Put(object, "creator", version.creator);
  json::Put(object, "time", version.time);
  json::PutPart(object, "question", version.question);
  json::PutPart(object, "confirmation", version.confirmation);
  json::Put(object, "unverified", std::int64_t{version.is_unverified ? 1 : 0});
  return object;
}
static bool Fill(const json_t* object, Version& version) {
  std::int64_t unverified = 0;
  const bool is_read = json::ReadPart(object, "content", version.content) &&
                       json::Read(object, "creator", version.creator) &&
                       json::Read(object, "time", version.time) &&
                       json::ReadPart(object, "question", version.question) &&
                       json::ReadPart(object, "confirmation", version.confirmation) &&
                       json::Read(object, "unverified", unverified);
  version.is_unverified = unverified != 0;
  return is_read;
}

std::string ToJson(const std::vector<std::string>& codes) {
  json_t* object = json_object();
  json::Put(object, "codes", codes);
  return json::Dump(object);
}

std::string ToJson(const std::vector<Version>& versions) {
  return json::Dump(json::MadeList(versions));
}

std::string ToJson(const std::optional<FileFact>& file) {
  return json::Dump(file.has_value() ? Made(*file) : json_null());
}

absl::StatusOr<std::vector<std::string>> CodesFromJson(const std::string& text) {
  std::vector<std::string> codes;
  const json::Owned loaded = json::Load(text);
  if (!json::Read(loaded.get(), "codes", codes)) return json::Unreadable();
  return codes;
}

absl::StatusOr<std::vector<Version>> VersionsFromJson(const std::string& text) {
  std::vector<Version> versions;
  const json::Owned loaded = json::Load(text);
  if (!json::FillList(loaded.get(), versions)) return json::Unreadable();
  return versions;
}

absl::StatusOr<std::optional<FileFact>> FileFromJson(const std::string& text) {
  const json::Owned loaded = json::Load(text);
  if (json_is_null(loaded.get())) return std::nullopt;
  FileFact file;
  if (!Fill(loaded.get(), file)) return json::Unreadable();
  return file;
}

}  // namespace driehoek::progress::evidence
