// Small translations that every handler needs: etags, pages, masks, times and days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace driehoek::rpc {

// The opaque version that clients send back.
std::string Etag(std::int64_t version);
enum class EtagRule { kOptional, kRequired };
// ABORTED / STALE_ETAG when `etag` is of another version; INVALID_ARGUMENT / ETAG_MISSING when required and empty.
absl::Status CheckEtag(absl::string_view etag, std::int64_t version, EtagRule rule = EtagRule::kRequired);

// Where a list goes on. `cursor` is whatever the store put there, empty on the first page.
struct Page {
  int size = 50;
  std::string cursor;
};
// Reads `page_size` and `page_token` of a List request. INVALID_ARGUMENT / PAGE_SIZE_NEGATIVE, PAGE_TOKEN_INVALID (also when
// the other fields differ from those of the page before).
absl::StatusOr<Page> ParsePage(const google::protobuf::Message& request);
// The token for the page after `cursor` of the same request. Empty cursor: empty token.
std::string MakePageToken(const google::protobuf::Message& request, absl::string_view cursor);

// Copies from `update` into `target` the fields that `mask` names; without a mask every field that is set in `update`.
// Output-only, identifier and immutable fields are ignored. INVALID_ARGUMENT / MASK_PATH_UNKNOWN naming
// `update_mask`.
absl::Status ApplyMask(const google::protobuf::FieldMask& mask, const google::protobuf::Message& update,
                       google::protobuf::Message& target);

google::protobuf::Timestamp ToProto(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);
google::type::Date ToProto(absl::CivilDay day);
// INVALID_ARGUMENT / DATE_INVALID naming `field` unless it is a whole calendar day between 1900 and 2200.
absl::StatusOr<absl::CivilDay> FromProto(const google::type::Date& date, absl::string_view field);

}  // namespace driehoek::rpc
