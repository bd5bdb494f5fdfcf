#include "server/event_handler.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <set>
#include <string>
#include <utility>

#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/to_grpc.h"
#include "shared/rpc/wire.h"

namespace driehoek::server {
namespace {

constexpr absl::string_view kMethod = "driehoek.v1.EventService/WatchEvents";
constexpr int kBatch = 100;
constexpr absl::Duration kHeartbeat = absl::Seconds(15);
constexpr absl::Duration kTick = absl::Seconds(1);
constexpr absl::Duration kReadLimit = absl::Seconds(5);

}  // namespace

// One open stream. gRPC calls OnWriteDone and OnDone on its threads; Pump runs on the handler's thread alone.
class EventHandler::Watch final : public grpc::ServerWriteReactor<v1::WatchEventsResponse> {
 public:
  Watch(EventHandler& handler, grpc::CallbackServerContext& context, const v1::WatchEventsRequest& request)
      : handler_(handler),
        context_(context),
        request_(request),
        types_(request.types().begin(), request.types().end()),
        last_write_(handler.clock_.Now()) {}

  // Where it begins. The status with which to refuse it otherwise.
  absl::Status Begin() {
    DRIEHOEK_RETURN_IF_ERROR(Authenticate());
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parent,
                              ResourceName::Parse(request_.parent(), "institutions/{institution}", "parent"));
    tenant_ = parent.tenant();
    const absl::Time now = handler_.clock_.Now();
    DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest, handler_.log_.Newest(tenant_, now + kReadLimit));
    position_.epoch = newest.epoch;
    if (!request_.resume_token().empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(position_, handler_.tokens_.Read(tenant_, request_.resume_token()));
      if (position_.epoch != newest.epoch) {
        return Error(absl::StatusCode::kFailedPrecondition, "RESUME_TOKEN_BEFORE_RESTORE",
                     "the database was restored since: begin from the first event");
      }
    }
    subscription_ = handler_.signal_.Subscribe(tenant_, [this] { handler_.Wake(); });
    return absl::OkStatus();
  }

  // Sends what there is to send. Returns at once when the last write still runs.
  void Pump() {
    if (finished_ || writing_) return;
    const absl::Time now = handler_.clock_.Now();
    if (absl::Status status = Recheck(now); !status.ok()) return End(status);
    if (pending_.empty()) {
      if (absl::Status status = Read(now); !status.ok()) return End(status);
    }
    if (!pending_.empty()) {
      response_ = std::move(pending_.front());
      pending_.pop_front();
    } else if (now - last_write_ >= kHeartbeat) {
      response_.Clear();
      response_.set_resume_token(handler_.tokens_.Make(tenant_, position_));
    } else {
      return;
    }
    last_write_ = now;
    writing_ = true;
    StartWrite(&response_);
  }

  void End(const absl::Status& status) {
    if (finished_.exchange(true)) return;
    Finish(rpc::ToGrpc(status));
  }

  void OnWriteDone(bool ok) override {
    writing_ = false;
    if (!ok) return End(Error(absl::StatusCode::kCancelled, "CLIENT_GONE", "the client has gone"));
    handler_.Wake();
  }
  void OnCancel() override { End(Error(absl::StatusCode::kCancelled, "CLIENT_GONE", "the client has gone")); }
  void OnDone() override {
    if (subscription_.has_value()) handler_.signal_.Unsubscribe(*subscription_);
    done_ = true;
    handler_.Wake();
  }
  bool done() const { return done_; }

 private:
  absl::Status Authenticate() {
    const absl::Time now = handler_.clock_.Now();
    checked_ = now;
    DRIEHOEK_ASSIGN_OR_RETURN(const auth::Caller caller,
                              handler_.border_.Authenticate(context_, kMethod, request_, now, now + kReadLimit));
    is_client_ = caller.role != auth::Role::kAdapter;
    return absl::OkStatus();
  }

  // A revoked API client loses its stream within a second or so; the adapter's own token is only good for the beginning.
  absl::Status Recheck(absl::Time now) {
    if (!is_client_ || now - checked_ < kTick) return absl::OkStatus();
    return Authenticate();
  }

  absl::Status Read(absl::Time now) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto stored,
                              handler_.log_.ReadAfter(tenant_, position_.sequence, kBatch, now + kReadLimit));
    for (const events::StoredEvent& event : stored) {
      position_.sequence = event.sequence;
      if (!types_.empty() && !types_.contains(event.type)) continue;
      v1::WatchEventsResponse response;
      if (!response.mutable_event()->ParseFromString(event.payload)) {
        return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
      }
      response.mutable_event()->set_sequence(event.sequence);
      *response.mutable_event()->mutable_event_time() = rpc::ToProto(event.time);
      response.mutable_event()->set_type(event.type);
      response.mutable_event()->set_resource(event.resource);
      response.set_resume_token(handler_.tokens_.Make(tenant_, position_));
      pending_.push_back(std::move(response));
    }
    // A full batch of events that were not asked for: more may follow at once.
    if (static_cast<int>(stored.size()) == kBatch && pending_.empty()) handler_.Wake();
    return absl::OkStatus();
  }

  EventHandler& handler_;
  grpc::CallbackServerContext& context_;
  const v1::WatchEventsRequest request_;
  const std::set<std::string> types_;
  TenantId tenant_;
  ResumePosition position_;
  std::optional<events::EventSignal::SubscriptionId> subscription_;
  std::deque<v1::WatchEventsResponse> pending_;
  v1::WatchEventsResponse response_;
  absl::Time last_write_;
  absl::Time checked_;
  bool is_client_ = false;
  std::atomic<bool> writing_ = false;
  std::atomic<bool> finished_ = false;
  std::atomic<bool> done_ = false;
};

EventHandler::EventHandler(const rpc::Border& border, events::EventLog& log, events::EventSignal& signal,
                           ResumeTokens tokens, const Clock& clock)
    : border_(border),
      log_(log),
      signal_(signal),
      tokens_(std::move(tokens)),
      clock_(clock),
      thread_([this] { Run(); }) {}

EventHandler::~EventHandler() {
  Stop();
  if (thread_.joinable()) thread_.join();
}

grpc::ServerWriteReactor<v1::WatchEventsResponse>* EventHandler::WatchEvents(grpc::CallbackServerContext* context,
                                                                             const v1::WatchEventsRequest* request) {
  auto watch = std::make_shared<Watch>(*this, *context, *request);
  Watch* raw = watch.get();
  absl::Status begun = watch->Begin();
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) begun = RetryableError(absl::StatusCode::kUnavailable, "STOPPING", "the server stops", absl::Seconds(1));
    watches_.push_back(std::move(watch));
  }
  if (!begun.ok()) raw->End(begun);
  Wake();
  return raw;
}

void EventHandler::Stop() {
  std::vector<std::shared_ptr<Watch>> watches;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    watches = watches_;
  }
  for (const auto& watch : watches) {
    if (!watch->done()) {
      watch->End(RetryableError(absl::StatusCode::kUnavailable, "STOPPING", "the server stops", absl::Seconds(1)));
    }
  }
  Wake();
}

void EventHandler::Wake() {
  {
    const std::lock_guard lock(mutex_);
    news_ = true;
  }
  wake_.notify_one();
}

void EventHandler::Run() {
  for (;;) {
    std::vector<std::shared_ptr<Watch>> watches;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, absl::ToChronoMilliseconds(kTick), [this] { return news_; });
      news_ = false;
      std::erase_if(watches_, [](const auto& watch) { return watch->done(); });
      if (stopping_ && watches_.empty()) return;
      watches = watches_;
    }
    for (const auto& watch : watches) watch->Pump();
  }
}

}  // namespace driehoek::server
