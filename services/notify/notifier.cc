#include "notify/notifier.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::notify {
namespace {

using storage::TenantTransaction;

constexpr int kEventsAtOnce = 100;
constexpr int kPersonsAtOnce = 200;
constexpr int kItemsInBundle = 50;

// Somebody who cannot have a link now is not told by mail; that may not hold up the others.
bool IsNoWay(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) || absl::IsResourceExhausted(status) ||
         absl::IsNotFound(status);
}

bool IsOfInterest(const events::StoredEvent& event) {
  return IsTold(event.type) || IsSearchTold(event.type) || IsTaskTold(event.type);
}

struct KeyedMail {
  Mail mail;
  std::string key;
};

}  // namespace

struct Notifier::Outgoing {
  std::optional<std::pair<std::int64_t, std::int64_t>> checkpoint;  // from, to
  std::vector<KeyedMail> mails;
  std::vector<WaitingItem> waiting;
  std::vector<WaitingItem> told;
  std::vector<std::pair<PersonId, absl::CivilDay>> days;
  std::vector<GuestWay> ways;
};

absl::Status Notifier::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  absl::Status done = FollowEvents(tenant, now, deadline);
  if (done.ok()) done = SendBundles(tenant, now, deadline);
  // Another process was faster: it has dealt with what this one meant to.
  return absl::IsAborted(done) ? absl::OkStatus() : done;
}

absl::Status Notifier::FollowEvents(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::int64_t done, parts_.store.Checkpoint(tenant, deadline));
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                              parts_.event_log.ReadAfter(tenant, done, kEventsAtOnce, deadline));
    if (events.empty()) return absl::OkStatus();
    for (const events::StoredEvent& event : events) {
      // Events that nobody is told of are passed over together, with the next one that matters or
      // with the last one.
      const bool is_last = event.sequence == events.back().sequence;
      if (!IsOfInterest(event) && !is_last) continue;
      Outgoing out;
      if (IsOfInterest(event)) {
        DRIEHOEK_ASSIGN_OR_RETURN(out, Gather(tenant, event, now, deadline));
      }
      out.checkpoint = {done, event.sequence};
      DRIEHOEK_RETURN_IF_ERROR(Commit(tenant, out, deadline));
      done = event.sequence;
    }
  }
}

absl::StatusOr<Notifier::Outgoing> Notifier::Gather(const TenantId& tenant,
                                                    const events::StoredEvent& event,
                                                    absl::Time now, absl::Time deadline) {
  if (IsSearchTold(event.type)) return GatherSearch(tenant, event, now, deadline);
  if (IsTaskTold(event.type)) return GatherTask(tenant, event, now, deadline);
  Outgoing out;
  const auto news = parts_.news.Agreement(tenant, event.resource, now, deadline);
  if (absl::IsNotFound(news.status())) return out;
  if (!news.ok()) return news.status();
  for (const Notice& notice : NoticesOf(event.type, *news)) {
    const auto letter = [&](const Reader& reader, absl::CivilDay today) {
      return LetterOf(notice, *news, reader, today);
    };
    DRIEHOEK_RETURN_IF_ERROR(Add(tenant, event,
                                 {notice.to, NameOf(notice.kind), IsUrgent(notice.kind), letter},
                                 now, deadline, out));
  }
  return out;
}

absl::StatusOr<Notifier::Outgoing> Notifier::GatherTask(const TenantId& tenant,
                                                        const events::StoredEvent& event,
                                                        absl::Time now, absl::Time deadline) {
  Outgoing out;
  const auto news = parts_.tasks.Of(tenant, event.resource, now, deadline);
  if (absl::IsNotFound(news.status())) return out;
  if (!news.ok()) return news.status();
  for (const TaskNotice& notice : TaskNoticesOf(event.type, *news)) {
    const auto letter = [&](const Reader& reader, absl::CivilDay /*today*/) {
      return LetterOf(notice, *news, reader);
    };
    DRIEHOEK_RETURN_IF_ERROR(
        Add(tenant, event, {notice.to, NameOf(notice.kind), false, letter}, now, deadline, out));
  }
  return out;
}

absl::StatusOr<Notifier::Outgoing> Notifier::GatherSearch(const TenantId& tenant,
                                                          const events::StoredEvent& event,
                                                          absl::Time now, absl::Time deadline) {
  Outgoing out;
  const auto news = parts_.searches.Of(tenant, event, now, deadline);
  if (absl::IsNotFound(news.status())) return out;
  if (!news.ok()) return news.status();
  for (const SearchNotice& notice : SearchNoticesOf(event.type, *news)) {
    const auto addressee = parts_.addressees.Find(tenant, notice.to, deadline);
    if (absl::IsNotFound(addressee.status())) continue;
    if (!addressee.ok()) return addressee.status();
    Reader reader;
    DRIEHOEK_ASSIGN_OR_RETURN(const bool can_be_told, MakeReader(tenant, notice.to, *addressee, now,
                                                                 deadline, reader, out));
    if (!can_be_told) continue;
    out.mails.push_back(
        {ToMail(notice.letter(reader, news->words), addressee->email, addressee->display_name),
         absl::StrCat("event/", event.sequence, "/", notice.to.value())});
  }
  return out;
}

absl::Status Notifier::Add(const TenantId& tenant, const events::StoredEvent& event,
                           const Piece& piece, absl::Time now, absl::Time deadline, Outgoing& out) {
  const auto addressee = parts_.addressees.Find(tenant, piece.to, deadline);
  if (absl::IsNotFound(addressee.status())) return absl::OkStatus();
  if (!addressee.ok()) return addressee.status();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.addressees.Zone(tenant, deadline));
  const absl::CivilDay today = absl::ToCivilDay(now, zone);
  if (addressee->is_guest && !piece.is_urgent) {
    DRIEHOEK_ASSIGN_OR_RETURN(const bool got_mail,
                              parts_.store.GotMailOn(tenant, piece.to, today, deadline));
    if (got_mail) {
      out.waiting.push_back({.person = piece.to,
                             .id = absl::StrCat(event.sequence),
                             .kind = std::string(piece.kind),
                             .resource = event.resource,
                             .create_time = now});
      return absl::OkStatus();
    }
    out.days.emplace_back(piece.to, today);
  }
  Reader reader;
  DRIEHOEK_ASSIGN_OR_RETURN(const bool can_be_told,
                            MakeReader(tenant, piece.to, *addressee, now, deadline, reader, out));
  if (!can_be_told) return absl::OkStatus();
  out.mails.push_back(
      {ToMail(piece.letter(reader, today), addressee->email, addressee->display_name),
       absl::StrCat("event/", event.sequence, "/", piece.to.value())});
  return absl::OkStatus();
}

absl::StatusOr<bool> Notifier::MakeReader(const TenantId& tenant, const PersonId& person,
                                          const Addressee& addressee, absl::Time now,
                                          absl::Time deadline, Reader& reader, Outgoing& out) {
  if (addressee.email.empty()) return false;
  reader = {.given_name = addressee.given_name, .language = addressee.language};
  if (!addressee.is_guest) return true;
  auto way = parts_.guest_ways.Prepare(tenant, person, now, deadline);
  if (!way.ok() && IsNoWay(way.status())) {
    log::Warning("guest_not_told", {{"institution", tenant.value()},
                                    {"person", person.value()},
                                    {"reason", ReasonOf(way.status())}});
    return false;
  }
  if (!way.ok()) return way.status();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.addressees.Zone(tenant, deadline));
  reader.uri = way->uri;
  reader.open_by = absl::ToCivilDay(way->open_by, zone) - 1;
  out.ways.push_back(*std::move(way));
  return true;
}

absl::Status Notifier::Commit(const TenantId& tenant, const Outgoing& out, absl::Time deadline) {
  events::CommitPlan plan;
  for (const GuestWay& way : out.ways) {
    plan.writes.insert(plan.writes.end(), way.writes.begin(), way.writes.end());
    plan.events.insert(plan.events.end(), way.events.begin(), way.events.end());
    plan.audit.insert(plan.audit.end(), way.audit.begin(), way.audit.end());
  }
  const auto rows = [&](TenantTransaction& transaction) -> absl::Status {
    if (out.checkpoint.has_value()) {
      DRIEHOEK_RETURN_IF_ERROR(
          NotifyStore::Advance(transaction, out.checkpoint->first, out.checkpoint->second));
    }
    for (const WaitingItem& item : out.told) {
      DRIEHOEK_RETURN_IF_ERROR(NotifyStore::RemoveWaiting(transaction, item));
    }
    for (const GuestWay& way : out.ways) DRIEHOEK_RETURN_IF_ERROR(way.rows(transaction));
    for (const KeyedMail& keyed : out.mails) {
      DRIEHOEK_RETURN_IF_ERROR(parts_.queue.Enqueue(transaction, keyed.mail, keyed.key));
    }
    for (const WaitingItem& item : out.waiting) {
      DRIEHOEK_RETURN_IF_ERROR(NotifyStore::AddWaiting(transaction, item));
    }
    for (const auto& [person, day] : out.days) {
      DRIEHOEK_RETURN_IF_ERROR(NotifyStore::MarkDay(transaction, person, day));
    }
    return absl::OkStatus();
  };
  if (out.ways.empty()) return parts_.database.Write(tenant, deadline, rows);
  return parts_.change_log.Commit(tenant, plan, deadline, rows).status();
}

absl::Status Notifier::SendBundles(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PersonId> persons,
                            parts_.store.PersonsWaiting(tenant, kPersonsAtOnce, deadline));
  if (persons.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.addressees.Zone(tenant, deadline));
  const absl::CivilHour hour = absl::ToCivilHour(now, zone);
  if (hour.hour() < kBundleHour) return absl::OkStatus();
  const absl::CivilDay today(hour);
  for (const PersonId& person : persons) {
    DRIEHOEK_ASSIGN_OR_RETURN(const bool got_mail,
                              parts_.store.GotMailOn(tenant, person, today, deadline));
    if (got_mail) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const Outgoing out,
                              GatherBundle(tenant, person, today, now, deadline));
    DRIEHOEK_RETURN_IF_ERROR(Commit(tenant, out, deadline));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Notifier::Sentence(const TenantId& tenant, const WaitingItem& item,
                                               Language language, absl::Time now,
                                               absl::Time deadline) {
  if (const auto kind = EnumFromName<TaskNoticeKind>(item.kind)) {
    const auto news = parts_.tasks.Of(tenant, item.resource, now, deadline);
    if (absl::IsNotFound(news.status())) return std::string();
    if (!news.ok()) return news.status();
    return SentenceOf({item.person, *kind}, *news, language);
  }
  const auto kind = EnumFromName<NoticeKind>(item.kind);
  if (!kind.has_value()) {
    return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                 "a stored piece of news is of no known kind");
  }
  const auto news = parts_.news.Agreement(tenant, item.resource, now, deadline);
  if (absl::IsNotFound(news.status())) return std::string();
  if (!news.ok()) return news.status();
  return SentenceOf(*kind, *news, item.person, language);
}

absl::StatusOr<Notifier::Outgoing> Notifier::GatherBundle(const TenantId& tenant,
                                                          const PersonId& person,
                                                          absl::CivilDay today, absl::Time now,
                                                          absl::Time deadline) {
  Outgoing out;
  DRIEHOEK_ASSIGN_OR_RETURN(out.told,
                            parts_.store.WaitingFor(tenant, person, kItemsInBundle, deadline));
  const auto addressee = parts_.addressees.Find(tenant, person, deadline);
  if (absl::IsNotFound(addressee.status())) return out;
  if (!addressee.ok()) return addressee.status();
  std::vector<std::string> sentences;
  for (const WaitingItem& item : out.told) {
    DRIEHOEK_ASSIGN_OR_RETURN(std::string sentence,
                              Sentence(tenant, item, addressee->language, now, deadline));
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  Reader reader;
  if (sentences.empty()) return out;
  DRIEHOEK_ASSIGN_OR_RETURN(const bool can_be_told,
                            MakeReader(tenant, person, *addressee, now, deadline, reader, out));
  if (!can_be_told) return out;
  out.days.emplace_back(person, today);
  out.mails.push_back(
      {ToMail(BundleLetter(reader, sentences), addressee->email, addressee->display_name),
       absl::StrCat("bundle/", person.value(), "/", absl::FormatCivilTime(today))});
  return out;
}

}  // namespace driehoek::notify
