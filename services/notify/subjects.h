// The subjects of which there is news: each asks its port and says whom to tell what.
#pragma once

#include <vector>

#include "notify/ports.h"
#include "notify/subject.h"
#include "shared/base/errors.h"

namespace driehoek::notify {

// Each is thread-safe; its port must outlive it.
class AgreementSubject final : public Subject {
 public:
  explicit AgreementSubject(News& news) : news_(news) {}
  bool Tells(absl::string_view event_type) const override { return IsTold(event_type); }
  absl::StatusOr<std::vector<Telling>> Of(const TenantId& tenant, const events::StoredEvent& event,
                                          absl::Time now, absl::Time deadline) override;

 private:
  News& news_;
};

class SearchSubject final : public Subject {
 public:
  explicit SearchSubject(Searches& searches) : searches_(searches) {}
  bool Tells(absl::string_view event_type) const override { return IsSearchTold(event_type); }
  absl::StatusOr<std::vector<Telling>> Of(const TenantId& tenant, const events::StoredEvent& event,
                                          absl::Time now, absl::Time deadline) override;

 private:
  Searches& searches_;
};

// What hangs on one resource, which the event names.
template <typename Known>
class NamedSubject final : public Subject {
 public:
  using TellsOf = bool (*)(absl::string_view event_type);
  using TellingsOf = std::vector<Telling> (*)(absl::string_view event_type, const Known& known);
  NamedSubject(Source<Known>& source, TellsOf tells, TellingsOf tellings)
      : source_(source), tells_(tells), tellings_(tellings) {}
  bool Tells(absl::string_view event_type) const override { return tells_(event_type); }
  absl::StatusOr<std::vector<Telling>> Of(const TenantId& tenant, const events::StoredEvent& event,
                                          absl::Time now, absl::Time deadline) override {
    DRIEHOEK_ASSIGN_OR_RETURN(const Known known, source_.Of(tenant, event.resource, now, deadline));
    return tellings_(event.type, known);
  }

 private:
  Source<Known>& source_;
  const TellsOf tells_;
  const TellingsOf tellings_;
};

}  // namespace driehoek::notify
