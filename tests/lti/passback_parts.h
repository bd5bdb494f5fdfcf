// All that the passback is made of, over one database, without an adapter around it: for tests and
// for what is measured.
#pragma once

#include <memory>
#include <string>

#include "passback/courier.h"
#include "passback/outbox.h"
#include "passback/score_reads.h"
#include "passback/seat_store.h"
#include "platform/own_keys.h"
#include "platform/registration_store.h"
#include "platform/service_token.h"

namespace driehoek::lti::test {

inline constexpr const char* kAllGradeScopes =
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem "
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly "
    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly "
    "https://purl.imsglobal.org/spec/lti-ags/scope/score";
inline const TenantId kSchool{"demo"};

// The id of the n-th student, assessment, placement: one number in three kinds of names.
std::string NumberedId(int number);

// A published mark of the n-th student.
PublishedMark MarkOf(int student, int tenths, absl::Time published, int version = 1);

// Two of them over one database are two adapters.
class PassbackParts {
 public:
  PassbackParts(storage::Database& database, const Clock& clock, IdSource& ids,
                const std::string& secret_file);

  // The platform looks at its own clock when it checks our assertions.
  const SystemClock real_time;
  SeatStore seats;
  Outbox outbox;
  PlatformQueue queue;
  RegistrationStore registrations;
  Secrets secrets;
  OwnKeys own_keys;
  std::unique_ptr<HttpClient> client = NewHttpClient({.allow_loopback = true});
  ServiceTokens tokens;
  GradeCalls calls;
  Courier courier;
  ScoreReads reads;
};

}  // namespace driehoek::lti::test
