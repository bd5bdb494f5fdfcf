#include "passback/follower.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kFirstWait = absl::Seconds(1);
constexpr absl::Duration kOtherIsFaster = absl::Milliseconds(200);
constexpr absl::Duration kLongestWait = absl::Seconds(30);

// A mark is read when it is told of for the first time and after each correction; `final` changes
// none, but tells of one that was missed before the feed was first read.
const std::vector<std::string>& Types() {
  static const std::vector<std::string> types = {"assessment.published", "assessment.final"};
  return types;
}

bool MustBeginAnew(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == "RESUME_TOKEN_INVALID" || reason == "RESUME_TOKEN_BEFORE_RESTORE";
}

}  // namespace

Follower::Follower(Parts parts, TenantId tenant)
    : parts_(std::move(parts)), tenant_(std::move(tenant)), thread_([this] { Run(); }) {}

void Follower::BeginStop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  if (feed_) feed_->Cancel();
  wake_.notify_all();
}

void Follower::Stop() {
  BeginStop();
  if (thread_.joinable()) thread_.join();
}

bool Follower::Sleep(absl::Duration time) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, absl::ToChronoMilliseconds(time), [this] { return stopping_; });
}

void Follower::Run() {
  absl::Duration wait = kFirstWait;
  for (;;) {
    const absl::Status ended = Follow();
    {
      const std::lock_guard lock(mutex_);
      feed_.reset();
      if (stopping_) return;
    }
    // Another adapter that was first is no trouble: go on after it.
    if (ReasonOf(ended) == "POSITION_MOVED") {
      if (!Sleep(kOtherIsFaster)) return;
      continue;
    }
    wait = told_ ? kFirstWait : std::min(wait * 2, kLongestWait);
    log::Info("events_ended", {{"institution", tenant_.value()}, {"reason", ReasonOf(ended)}});
    if (!Sleep(wait)) return;
  }
}

absl::Status Follower::Follow() {
  told_ = false;
  DRIEHOEK_ASSIGN_OR_RETURN(FeedPosition position, parts_.outbox.PositionOf(tenant_));
  std::shared_ptr<EventFeed> feed = parts_.feeds.Open(tenant_, position.resume_token, Types());
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return absl::OkStatus();
    feed_ = feed;
  }
  for (;;) {
    const auto event = feed->Next();
    if (!event.ok()) {
      if (!MustBeginAnew(event.status())) return event.status();
      // From the first event on: marks that are there already change nothing.
      log::Warning("events_from_the_first",
                   {{"institution", tenant_.value()}, {"reason", ReasonOf(event.status())}});
      return parts_.outbox.Advance(tenant_, position, "", std::nullopt).status();
    }
    DRIEHOEK_RETURN_IF_ERROR(Take(*event, position));
    told_ = true;
  }
}

absl::Status Follower::Take(const FeedEvent& event, FeedPosition& position) {
  if (event.resume_token == position.resume_token) return absl::OkStatus();
  std::optional<PublishedMark> mark;
  if (!event.type.empty()) {
    // Not to be passed over: until it can be read the position stays before it.
    DRIEHOEK_ASSIGN_OR_RETURN(mark, parts_.marks.Read(tenant_, event.resource));
    if (!mark) log::Warning("mark_not_there", {{"assessment", event.resource}});
  }
  DRIEHOEK_ASSIGN_OR_RETURN(position,
                            parts_.outbox.Advance(tenant_, position, event.resume_token, mark));
  if (mark) parts_.taken();
  return absl::OkStatus();
}

}  // namespace driehoek::lti
