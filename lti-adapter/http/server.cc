#include "http/server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cerrno>
#include <cstring>
#include <future>
#include <iterator>
#include <list>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "http/connection.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr std::uint64_t kListener = 0;
constexpr std::uint64_t kWakeUp = 1;
constexpr std::uint64_t kFirstConnection = 2;
constexpr int kEventsAtOnce = 256;
constexpr absl::Duration kAcceptPause = absl::Milliseconds(50);

void CloseFd(int fd) {
  if (fd >= 0) ::close(fd);
}

std::string AddressOf(const sockaddr_storage& peer) {
  char text[INET6_ADDRSTRLEN] = "";
  if (peer.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(peer).sin_addr, text, sizeof text);
  } else if (peer.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr, text, sizeof text);
  }
  return text;
}

class EpollServer final : public Server, public ConnectionHost {
 public:
  EpollServer(const ServerOptions& options, Answer answer, RequestLog log, QuickHandler quick)
      : options_(options),
        answer_(std::move(answer)),
        log_(std::move(log)),
        quick_(std::move(quick)),
        workers_(static_cast<std::size_t>(options.workers)) {}

  ~EpollServer() override {
    Stop(absl::ZeroDuration());
    workers_.join();
    connections_.clear();
    for (const int fd : {listener_, wake_up_, epoll_}) CloseFd(fd);
  }

  absl::Status Listen();

  int port() const override { return port_; }

  void Stop(absl::Duration grace) override {
    if (!thread_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      stop_by_ = absl::Now() + grace;
    }
    WakeUp();
    thread_.join();
    workers_.join();
  }

 private:
  struct Answered {
    std::uint64_t id;
    Response response;
  };

  void Run();
  void Watch(int fd, std::uint64_t id, std::uint32_t events) const;
  void OnEvent(const epoll_event& event);
  void Accept();
  void Add(int socket, const sockaddr_storage& peer);
  bool DropLongestWaiting();
  void DropUnfinishedRequests();
  void TakeAnswers();
  void Deliver(std::vector<Answered>& answers);
  void CloseIfDone(Connection& connection);
  void LookAtDeadlines();
  bool KeepsRunning();
  int Pause() const;
  void WakeUp() const;
  // From any thread.
  void Done(std::uint64_t id, Response response);
  Response AnswerNow(const Request& request) const;

  // ConnectionHost
  const ServerOptions& options() const override { return options_; }
  bool draining() const override { return draining_; }
  void Handle(Connection& connection) override;
  void BeginWaiting(Connection& connection) override {
    EndWaiting(connection);
    connection.place = waiting_.insert(waiting_.end(), &connection);
  }
  void EndWaiting(Connection& connection) override {
    if (connection.place) waiting_.erase(*connection.place);
    connection.place.reset();
  }
  void Expect(absl::Time deadline) override { next_deadline_ = std::min(next_deadline_, deadline); }
  void Log(const Request& request, const Response& response, absl::Duration took) override {
    log_(request, response, took);
  }

  const ServerOptions options_;
  const Answer answer_;
  const RequestLog log_;
  const QuickHandler quick_;
  boost::asio::thread_pool workers_;
  int port_ = 0;
  int epoll_ = -1;
  int wake_up_ = -1;
  int listener_ = -1;
  std::thread thread_;

  std::mutex mutex_;  // guards the following two
  std::vector<Answered> from_elsewhere_;
  absl::Time stop_by_ = absl::InfiniteFuture();

  // From here on: used on the waiting thread only.
  std::thread::id own_thread_;
  std::vector<Answered> from_here_;
  std::list<Connection*> waiting_;  // longest first
  absl::flat_hash_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::uint64_t next_id_ = kFirstConnection;
  absl::Time next_deadline_ = absl::InfiniteFuture();
  absl::Time accept_again_ = absl::InfinitePast();
  bool draining_ = false;
  absl::Time drain_until_ = absl::InfiniteFuture();
};

absl::Status EpollServer::Listen() {
  const std::size_t colon = options_.listen.rfind(':');
  int port = 0;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(
      colon == std::string::npos ? "" : options_.listen.substr(0, colon), error);
  if (error || !absl::SimpleAtoi(options_.listen.substr(colon + 1), &port) || port < 0 ||
      port > 65535) {
    return Error(absl::StatusCode::kInvalidArgument, "LISTEN_ADDRESS_MALFORMED",
                 "listen is ADDRESS:PORT, such as 127.0.0.1:8080");
  }
  boost::asio::ip::tcp::endpoint endpoint(address, static_cast<std::uint16_t>(port));
  const int on = 1;
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  wake_up_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  listener_ = ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  auto size = static_cast<socklen_t>(endpoint.capacity());
  if (epoll_ < 0 || wake_up_ < 0 || listener_ < 0 ||
      setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener_, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 ||
      listen(listener_, SOMAXCONN) != 0 || getsockname(listener_, endpoint.data(), &size) != 0) {
    return Error(absl::StatusCode::kUnavailable, "LISTEN_FAILED", std::strerror(errno));
  }
  port_ = endpoint.port();
  Watch(listener_, kListener, EPOLLIN);
  Watch(wake_up_, kWakeUp, EPOLLIN | EPOLLET);
  thread_ = std::thread([this] { Run(); });
  return absl::OkStatus();
}

void EpollServer::Watch(int fd, std::uint64_t id, std::uint32_t events) const {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
}

void EpollServer::Run() {
  own_thread_ = std::this_thread::get_id();
  std::array<epoll_event, kEventsAtOnce> events{};
  while (KeepsRunning()) {
    const int count = epoll_wait(epoll_, events.data(), kEventsAtOnce, Pause());
    for (int i = 0; i < count; ++i) OnEvent(events[static_cast<std::size_t>(i)]);
    TakeAnswers();
    LookAtDeadlines();
  }
}

int EpollServer::Pause() const {
  if (!from_here_.empty()) return 0;
  const absl::Time until =
      std::min({next_deadline_, drain_until_,
                accept_again_ == absl::InfinitePast() ? absl::InfiniteFuture() : accept_again_});
  if (until == absl::InfiniteFuture()) return -1;
  const auto pause = absl::ToInt64Milliseconds(until - absl::Now()) + 1;
  return static_cast<int>(std::clamp<std::int64_t>(pause, 0, 60'000));
}

bool EpollServer::KeepsRunning() {
  if (!draining_) {
    const std::lock_guard lock(mutex_);
    if (stop_by_ == absl::InfiniteFuture()) return true;
    draining_ = true;
    drain_until_ = stop_by_;
  }
  CloseFd(std::exchange(listener_, -1));
  DropUnfinishedRequests();
  return !connections_.empty() && absl::Now() < drain_until_;
}

void EpollServer::OnEvent(const epoll_event& event) {
  if (event.data.u64 == kListener) return Accept();
  if (event.data.u64 == kWakeUp) {
    std::uint64_t count = 0;
    (void)!read(wake_up_, &count, sizeof count);
    return;
  }
  const auto found = connections_.find(event.data.u64);
  if (found == connections_.end()) return;
  const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
  Connection& connection = *found->second;
  if (broken || (event.events & EPOLLRDHUP) != 0) connection.NoteEnd();
  connection.OnEvent(broken || (event.events & EPOLLIN) != 0,
                     broken || (event.events & EPOLLOUT) != 0);
  CloseIfDone(connection);
}

void EpollServer::CloseIfDone(Connection& connection) {
  if (connection.closed()) connections_.erase(connection.id());
}

void EpollServer::Accept() {
  while (!draining_) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int socket =
        accept4(listener_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      Add(socket, peer);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // Out of descriptors: make room and try again, instead of never accepting any more.
      DropLongestWaiting();
      epoll_ctl(epoll_, EPOLL_CTL_DEL, listener_, nullptr);
      accept_again_ = absl::Now() + kAcceptPause;
      return;
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

void EpollServer::Add(int socket, const sockaddr_storage& peer) {
  if (connections_.size() >= options_.max_connections && !DropLongestWaiting()) {
    CloseFd(socket);
    return;
  }
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const std::uint64_t id = next_id_++;
  connections_[id] = std::make_unique<Connection>(socket, AddressOf(peer), id, *this);
  Watch(socket, id, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
}

bool EpollServer::DropLongestWaiting() {
  if (waiting_.empty()) return false;
  Connection& longest = *waiting_.front();
  longest.Close();
  CloseIfDone(longest);
  return true;
}

// Answers that are on their way stay.
void EpollServer::DropUnfinishedRequests() {
  const std::vector<Connection*> waiting(waiting_.begin(), waiting_.end());
  for (Connection* connection : waiting) {
    if (connection->answering()) continue;
    connection->Close();
    CloseIfDone(*connection);
  }
}

void EpollServer::Handle(Connection& connection) {
  const lti::Done done = [this, id = connection.id()](Response response) {
    Done(id, std::move(response));
  };
  try {
    if (quick_ && quick_(connection.request(), done)) return;
  } catch (const std::exception&) {
    return done(Response{.status = 500, .log_reason = "HANDLER_THREW"});
  }
  // While it is being handled a connection keeps its request, whatever the client does.
  boost::asio::post(workers_,
                    [this, &request = connection.request(), done] { done(AnswerNow(request)); });
}

Response EpollServer::AnswerNow(const Request& request) const {
  try {
    return answer_(request);
  } catch (const std::exception&) {
    // Ours do not throw; a library under them might.
    return Response{.status = 500, .log_reason = "HANDLER_THREW"};
  }
}

void EpollServer::Done(std::uint64_t id, Response response) {
  if (std::this_thread::get_id() == own_thread_) {
    from_here_.push_back({id, std::move(response)});
    return;
  }
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = from_elsewhere_.empty();
    from_elsewhere_.push_back({id, std::move(response)});
  }
  if (first) WakeUp();
}

void EpollServer::WakeUp() const {
  const std::uint64_t one = 1;
  (void)!write(wake_up_, &one, sizeof one);
}

void EpollServer::TakeAnswers() {
  std::vector<Answered> answers;
  {
    const std::lock_guard lock(mutex_);
    answers.swap(from_elsewhere_);
  }
  // An answer may be followed by the next request of the same client, which is answered in the next
  // turn: who sends one request upon the other must not keep the others waiting.
  answers.insert(answers.end(), std::make_move_iterator(from_here_.begin()),
                 std::make_move_iterator(from_here_.end()));
  from_here_.clear();
  Deliver(answers);
}

void EpollServer::Deliver(std::vector<Answered>& answers) {
  for (Answered& answered : answers) {
    const auto found = connections_.find(answered.id);
    if (found == connections_.end()) continue;
    Connection& connection = *found->second;
    connection.Answer(answered.response);
    connection.OnEvent(false, false);
    CloseIfDone(connection);
  }
}

void EpollServer::LookAtDeadlines() {
  const absl::Time now = absl::Now();
  if (accept_again_ != absl::InfinitePast() && now >= accept_again_ && !draining_) {
    accept_again_ = absl::InfinitePast();
    Watch(listener_, kListener, EPOLLIN);
  }
  if (now < next_deadline_) return;
  next_deadline_ = absl::InfiniteFuture();
  std::vector<Connection*> late;
  for (const auto& [id, connection] : connections_) {
    if (connection->deadline() <= now)
      late.push_back(connection.get());
    else
      next_deadline_ = std::min(next_deadline_, connection->deadline());
  }
  for (Connection* connection : late) {
    connection->OnTime(now);
    Expect(connection->deadline());
    CloseIfDone(*connection);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Answer answer,
                                                      RequestLog log, QuickHandler quick) {
  auto server =
      std::make_unique<EpollServer>(options, std::move(answer), std::move(log), std::move(quick));
  DRIEHOEK_RETURN_IF_ERROR(server->Listen());
  return server;
}

}  // namespace driehoek::lti
