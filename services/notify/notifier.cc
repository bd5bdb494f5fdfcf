#include "notify/notifier.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "notify/digest.h"
#include "notify/letter_parts.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::notify {
namespace {

using storage::TenantTransaction;

constexpr int kEventsAtOnce = 100;
constexpr int kPersonsAtOnce = 200;
constexpr int kItemsInDigest = 50;

// Somebody who cannot have a link now is not told by mail; that may not hold up the others.
bool IsNoWay(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) || absl::IsResourceExhausted(status) ||
         absl::IsNotFound(status);
}

struct KeyedMail {
  Mail mail;
  std::string key;
};

}  // namespace

struct Notifier::Outgoing {
  std::optional<std::pair<std::int64_t, std::int64_t>> checkpoint;  // from, to
  std::vector<KeyedMail> mails;
  std::vector<std::pair<std::string, PersonId>> stop_links;  // hash and whose
  std::vector<WaitingItem> waiting;
  std::vector<WaitingItem> told;
  std::vector<std::pair<PersonId, absl::CivilDay>> days;
  std::vector<GuestWay> ways;
};

absl::Status Notifier::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  absl::Status done = FollowEvents(tenant, now, deadline);
  if (done.ok()) done = SendDigests(tenant, now, deadline);
  // Another process was faster: it has dealt with what this one meant to.
  return absl::IsAborted(done) ? absl::OkStatus() : done;
}

Subject* Notifier::SubjectOf(absl::string_view event_type) const {
  for (Subject* const subject : parts_.subjects) {
    if (subject->Tells(event_type)) return subject;
  }
  return nullptr;
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
      if (SubjectOf(event.type) == nullptr && !is_last) continue;
      Outgoing out;
      DRIEHOEK_ASSIGN_OR_RETURN(const auto tellings, Tellings(tenant, event, now, deadline));
      for (const Telling& telling : tellings) {
        DRIEHOEK_RETURN_IF_ERROR(Add(tenant, event, telling, now, deadline, out));
      }
      out.checkpoint = {done, event.sequence};
      DRIEHOEK_RETURN_IF_ERROR(Commit(tenant, out, deadline));
      done = event.sequence;
    }
  }
}

absl::StatusOr<std::vector<Telling>> Notifier::Tellings(const TenantId& tenant,
                                                        const events::StoredEvent& event,
                                                        absl::Time now, absl::Time deadline) {
  Subject* const subject = SubjectOf(event.type);
  if (subject == nullptr) return std::vector<Telling>();
  auto tellings = subject->Of(tenant, event, now, deadline);
  if (absl::IsNotFound(tellings.status())) return std::vector<Telling>();
  return tellings;
}

absl::Status Notifier::Add(const TenantId& tenant, const events::StoredEvent& event,
                           const Telling& telling, absl::Time now, absl::Time deadline,
                           Outgoing& out) {
  const auto addressee = parts_.addressees.Find(tenant, telling.to, deadline);
  if (absl::IsNotFound(addressee.status())) return absl::OkStatus();
  if (!addressee.ok()) return addressee.status();
  if (!telling.is_urgent) {
    DRIEHOEK_ASSIGN_OR_RETURN(const Preferences preferences,
                              parts_.preferences.Of(tenant, telling.to, deadline));
    if (preferences.digest == Digest::kStopped) return absl::OkStatus();
    out.waiting.push_back({.person = telling.to,
                           .id = absl::StrCat(event.sequence),
                           .kind = telling.kind,
                           .resource = event.resource,
                           .create_time = now});
    return absl::OkStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.addressees.Zone(tenant, deadline));
  Reader reader;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const bool can_be_told,
      MakeReader(tenant, telling.to, *addressee, {telling.reason}, now, deadline, reader, out));
  if (!can_be_told) return absl::OkStatus();
  Post(tenant,
       {telling.to, *addressee, absl::StrCat("event/", event.sequence, "/", telling.to.value())},
       telling.letter(reader, absl::ToCivilDay(now, zone)), telling.appointment, out);
  return absl::OkStatus();
}

absl::StatusOr<bool> Notifier::MakeReader(const TenantId& tenant, const PersonId& person,
                                          const Addressee& addressee, std::vector<Reason> reasons,
                                          absl::Time now, absl::Time deadline, Reader& reader,
                                          Outgoing& out) {
  if (addressee.email.empty()) return false;
  reader = {.given_name = addressee.given_name,
            .language = addressee.language,
            .reasons = std::move(reasons)};
  if (!addressee.is_guest) return true;
  for (Reason& reason : reader.reasons) {
    // Whoever has no account comes in as supervisor, whatever else he or she is.
    const bool is_party =
        reason.role == ReaderRole::kSigner || reason.role == ReaderRole::kParticipant;
    if (is_party) reason.role = ReaderRole::kSupervisor;
  }
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

void Notifier::Post(const TenantId& tenant, const Envelope& envelope, Letter letter,
                    const std::optional<Appointment>& appointment, Outgoing& out) const {
  const Addressee& addressee = envelope.addressee;
  const StopLink stop = parts_.stop_links.Of(tenant, envelope.person);
  AddStop(letter, stop.uri, envelope.is_digest);
  Mail mail = ToMail(letter, addressee.email, addressee.display_name);
  // The button of a mail program says that no more of these come, which is true of digests only.
  if (envelope.is_digest) mail.stop_uri = stop.uri;
  if (appointment.has_value()) {
    ics::Calendar calendar{.method = appointment->method, .events = {appointment->event}};
    ics::Event& event = calendar.events.front();
    if (!parts_.organiser.email.empty()) event.organiser = parts_.organiser;
    event.attendees = {{addressee.display_name, addressee.email}};
    mail.calendar = ics::Write(calendar);
    mail.calendar_method = ics::MethodName(appointment->method);
  }
  out.stop_links.emplace_back(stop.secret_hash, envelope.person);
  out.mails.push_back({std::move(mail), envelope.key});
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
    for (const auto& [hash, person] : out.stop_links) {
      DRIEHOEK_RETURN_IF_ERROR(PreferenceStore::PutStopLink(transaction, hash, person));
    }
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

absl::Status Notifier::SendDigests(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.addressees.Zone(tenant, deadline));
  const std::optional<absl::CivilDay> today = DigestDay(now, zone);
  if (!today.has_value()) return absl::OkStatus();
  const absl::Time before = DigestTime(*today, zone);
  PersonId last;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::vector<PersonId> persons,
        parts_.store.PersonsWaiting(tenant, last, before, kPersonsAtOnce, deadline));
    for (const PersonId& person : persons) {
      last = person;
      DRIEHOEK_ASSIGN_OR_RETURN(const bool got_digest,
                                parts_.store.GotDigestOn(tenant, person, *today, deadline));
      if (got_digest) continue;
      DRIEHOEK_ASSIGN_OR_RETURN(const Outgoing out,
                                GatherDigest(tenant, person, *today, now, deadline));
      DRIEHOEK_RETURN_IF_ERROR(Commit(tenant, out, deadline));
    }
    if (persons.size() < kPersonsAtOnce) return absl::OkStatus();
  }
}

absl::StatusOr<std::optional<Telling>> Notifier::StillToTell(const TenantId& tenant,
                                                             const WaitingItem& item,
                                                             absl::Time now, absl::Time deadline) {
  std::int64_t sequence = 0;
  if (!absl::SimpleAtoi(item.id, &sequence)) {
    return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                 "a stored piece of news names no event");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                            parts_.event_log.ReadAfter(tenant, sequence - 1, 1, deadline));
  if (events.empty() || events.front().sequence != sequence) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto tellings, Tellings(tenant, events.front(), now, deadline));
  const auto mine = std::find_if(tellings.begin(), tellings.end(), [&](const Telling& telling) {
    return telling.to == item.person && telling.kind == item.kind;
  });
  if (mine == tellings.end()) return std::nullopt;
  return std::move(*mine);
}

absl::StatusOr<Notifier::Outgoing> Notifier::GatherDigest(const TenantId& tenant,
                                                          const PersonId& person,
                                                          absl::CivilDay today, absl::Time now,
                                                          absl::Time deadline) {
  Outgoing out;
  DRIEHOEK_ASSIGN_OR_RETURN(out.told,
                            parts_.store.WaitingFor(tenant, person, kItemsInDigest, deadline));
  const auto addressee = parts_.addressees.Find(tenant, person, deadline);
  if (absl::IsNotFound(addressee.status())) return out;
  if (!addressee.ok()) return addressee.status();
  DRIEHOEK_ASSIGN_OR_RETURN(const Preferences preferences,
                            parts_.preferences.Of(tenant, person, deadline));
  if (preferences.digest == Digest::kStopped) return out;
  const Reader in_digest{.language = addressee->language};
  std::vector<std::string> sentences;
  std::vector<Reason> reasons;
  for (const WaitingItem& item : out.told) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto telling, StillToTell(tenant, item, now, deadline));
    if (!telling.has_value()) continue;
    sentences.push_back(AsSentence(telling->letter(in_digest, today).subject));
    reasons.push_back(telling->reason);
  }
  if (sentences.empty()) return out;
  Reader reader;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const bool can_be_told,
      MakeReader(tenant, person, *addressee, std::move(reasons), now, deadline, reader, out));
  if (!can_be_told) return out;
  out.days.emplace_back(person, today);
  Post(tenant,
       {person, *addressee,
        absl::StrCat("digest/", person.value(), "/", absl::FormatCivilTime(today)),
        /*is_digest=*/true},
       DigestLetter(reader, SaidOnce(sentences)), std::nullopt, out);
  return out;
}

}  // namespace driehoek::notify
