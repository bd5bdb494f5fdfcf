// What the mails have to know of others, and the way in for guests: ports that the wiring joins to
// agreements, directory and access. All of them thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "notify/check_in_notices.h"
#include "notify/evidence_notices.h"
#include "notify/notices.h"
#include "notify/scan_notices.h"
#include "notify/search_notices.h"
#include "notify/signal_notices.h"
#include "notify/task_notices.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"
#include "shared/events/event_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

class News {
 public:
  virtual ~News() = default;
  // `name`: institutions/{institution}/agreements/{agreement}. NOT_FOUND when it is not there any
  // more.
  virtual absl::StatusOr<AgreementNews> Agreement(const TenantId& tenant, absl::string_view name,
                                                  absl::Time now, absl::Time deadline) = 0;
};

class Searches {
 public:
  virtual ~Searches() = default;
  // What is known of the search that `event` (see IsSearchTold) is about. NOT_FOUND when it is not
  // there any more.
  virtual absl::StatusOr<SearchNews> Of(const TenantId& tenant, const events::StoredEvent& event,
                                        absl::Time now, absl::Time deadline) = 0;
};

// What is known of one resource when something happened to it.
template <typename Known>
class Source {
 public:
  virtual ~Source() = default;
  // `name` is the full name of the resource. NOT_FOUND when it is not there any more.
  virtual absl::StatusOr<Known> Of(const TenantId& tenant, absl::string_view name, absl::Time now,
                                   absl::Time deadline) = 0;
};
using Tasks = Source<TaskNews>;
using Scans = Source<ScanNews>;
using CheckIns = Source<CheckInNews>;
using Signals = Source<SignalNews>;
using Evidence = Source<EvidenceNews>;
using Assessments = Source<AssessmentNews>;

struct Addressee {
  std::string display_name;
  std::string given_name;
  std::string email;  // empty: cannot be mailed to
  Language language = Language::kDutch;
  // Has no account: comes in by a guest link.
  bool is_guest = false;
};

class Addressees {
 public:
  virtual ~Addressees() = default;
  // NOT_FOUND when the person is not there any more.
  virtual absl::StatusOr<Addressee> Find(const TenantId& tenant, const PersonId& person,
                                         absl::Time deadline) = 0;
  // In which the days of the institution begin and end.
  virtual absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) = 0;
};

// A fresh link for a guest, not stored yet.
struct GuestWay {
  std::string uri;
  absl::Time open_by;
  std::vector<events::ResourceVersion> writes;
  std::vector<events::EventRecord> events;
  std::vector<events::AuditRecord> audit;
  std::function<absl::Status(storage::TenantTransaction&)> rows;
};

class GuestWays {
 public:
  virtual ~GuestWays() = default;
  // FAILED_PRECONDITION or RESOURCE_EXHAUSTED when the person can have none now.
  virtual absl::StatusOr<GuestWay> Prepare(const TenantId& tenant, const PersonId& person,
                                           absl::Time now, absl::Time deadline) = 0;
};

}  // namespace driehoek::notify
