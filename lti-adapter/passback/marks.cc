#include "passback/marks.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "driehoek/v1/assessment_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/log/log.h"

namespace driehoek::lti {
namespace {

namespace v1 = ::driehoek::v1;

constexpr absl::Duration kCallTime = absl::Seconds(5);
constexpr absl::Duration kLanguageMemory = absl::Minutes(5);
// A column's label has 255 bytes at most on every platform; a number may follow.
constexpr std::size_t kMaxLabelBytes = 240;

auth::Caller Adapter(const TenantId& tenant) {
  return {.tenant = tenant,
          .role = auth::Role::kAdapter,
          .roles = {auth::Role::kAdapter},
          .session = "adapter"};
}

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

std::string LabelOf(const std::string& programme, absl::string_view language) {
  std::string label = absl::StartsWith(language, "en") ? "Final assessment" : "Eindbeoordeling";
  if (!programme.empty()) absl::StrAppend(&label, " ", programme);
  if (label.size() <= kMaxLabelBytes) return label;
  std::size_t end = kMaxLabelBytes;
  while ((static_cast<unsigned char>(label[end]) & 0xc0) == 0x80) --end;
  label.resize(end);
  return label;
}

absl::Status Unreadable() {
  return Error(absl::StatusCode::kUnavailable, "SERVICE_ANSWER_UNEXPECTED",
               "the services answered something else");
}

}  // namespace

std::optional<int> MarkTenths(absl::string_view text) {
  const std::size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  const absl::string_view rest = point == absl::string_view::npos ? "0" : text.substr(point + 1);
  if (whole.empty() || whole.size() > 2 || rest.size() != 1) return std::nullopt;
  for (const char c : absl::StrCat(whole, rest)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
  }
  int tenths = 0;
  if (!absl::SimpleAtoi(absl::StrCat(whole, rest), &tenths)) return std::nullopt;
  return tenths >= 10 && tenths <= 100 ? std::optional<int>(tenths) : std::nullopt;
}

std::string ServiceMarks::LanguageOf(const TenantId& tenant) {
  const absl::Time now = clock_.Now();
  {
    const std::lock_guard lock(mutex_);
    const auto found = languages_.find(tenant.value());
    if (found != languages_.end() && now < found->second.until) return found->second.code;
  }
  v1::GetInstitutionRequest request;
  request.set_name(absl::StrCat("institutions/", tenant.value()));
  const ServiceAnswer answer =
      channel_.Call("/driehoek.v1.DirectoryService/GetInstitution", request.SerializeAsString(),
                    Adapter(tenant), kCallTime);
  v1::Institution institution;
  // A column gets its label once. In the wrong language it is better than no grade.
  if (!answer.ok || !institution.ParseFromString(answer.message)) return "nl";
  const std::lock_guard lock(mutex_);
  languages_.insert_or_assign(tenant.value(),
                              Language{institution.language_code(), now + kLanguageMemory});
  return institution.language_code();
}

absl::StatusOr<std::optional<PublishedMark>> ServiceMarks::Read(const TenantId& tenant,
                                                                const std::string& assessment) {
  const auto name = ResourceName::Parse(
      assessment, "institutions/{institution}/assessments/{assessment}", "assessment");
  if (!name.ok() || name->tenant() != tenant) return std::optional<PublishedMark>();
  v1::GetAssessmentRequest request;
  request.set_name(assessment);
  const ServiceAnswer answer =
      channel_.Call("/driehoek.v1.AssessmentService/GetAssessment", request.SerializeAsString(),
                    Adapter(tenant), kCallTime);
  if (!answer.ok) {
    const absl::Status refusal = ToStatus(answer.error);
    if (refusal.code() == absl::StatusCode::kNotFound) return std::optional<PublishedMark>();
    return refusal;
  }
  v1::Assessment found;
  if (!found.ParseFromString(answer.message)) return Unreadable();
  const auto tenths = MarkTenths(found.final_mark());
  if (!tenths || found.published_version() < 1 || !found.has_publish_time())
    return std::optional<PublishedMark>();
  const auto student =
      ResourceName::Parse(found.student(), "institutions/{institution}/persons/{person}");
  const auto placement =
      ResourceName::Parse(found.placement(), "institutions/{institution}/placements/{placement}");
  const auto programme =
      ResourceName::Parse(found.programme(), "institutions/{institution}/programmes/{programme}");
  if (!student.ok() || !placement.ok() || !programme.ok()) return Unreadable();
  PublishedMark mark{.tenant = tenant,
                     .assessment_id = name->id(),
                     .placement_id = placement->id(),
                     .programme_id = programme->id(),
                     .student = PersonId(student->id()),
                     .version = found.published_version(),
                     .mark_tenths = *tenths,
                     .publish_time = ToTime(found.publish_time()),
                     .label = LabelOf(found.labels().programme(), LanguageOf(tenant))};
  if (found.has_submission_time()) mark.submit_time = ToTime(found.submission_time());
  return std::optional<PublishedMark>(std::move(mark));
}

}  // namespace driehoek::lti
