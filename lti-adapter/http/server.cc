#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <future>
#include <thread>

#include "absl/strings/numbers.h"
#include "http/connection.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class BeastServer final : public Server {
 public:
  BeastServer(const ServerOptions& options, Answer answer, RequestLog log)
      : options_(options),
        answer_(std::move(answer)),
        log_(std::move(log)),
        workers_(static_cast<std::size_t>(options.workers)),
        acceptor_(io_),
        drained_(io_),
        parts_{options_, answer_, log_, workers_, waiting_, draining_} {}

  ~BeastServer() override { Stop(absl::ZeroDuration()); }

  absl::Status Listen() {
    const std::size_t colon = options_.listen.rfind(':');
    int port = 0;
    error_code error;
    const auto address = asio::ip::make_address(
        colon == std::string::npos ? "" : options_.listen.substr(0, colon), error);
    if (error || !absl::SimpleAtoi(options_.listen.substr(colon + 1), &port) || port < 0 ||
        port > 65535) {
      return Error(absl::StatusCode::kInvalidArgument, "LISTEN_ADDRESS_MALFORMED",
                   "listen is ADDRESS:PORT, such as 127.0.0.1:8080");
    }
    const tcp::endpoint endpoint(address, static_cast<asio::ip::port_type>(port));
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return Error(absl::StatusCode::kUnavailable, "LISTEN_FAILED", error.message());
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(io_, Accept(), asio::detached);
    thread_ = std::thread([this] { io_.run(); });
    return absl::OkStatus();
  }

  int port() const override { return port_; }

  void Stop(absl::Duration grace) override {
    if (!thread_.joinable()) return;
    std::promise<void> done;
    asio::post(io_, [this, grace, &done] {
      asio::co_spawn(io_, Drain(grace), [&done](const std::exception_ptr&) { done.set_value(); });
    });
    done.get_future().wait();
    io_.stop();
    thread_.join();
    workers_.join();
  }

 private:
  asio::awaitable<void> Accept() {
    while (!draining_) {
      error_code error;
      tcp::socket socket(io_);
      co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
      if (draining_) co_return;
      if (error) {
        // Out of descriptors: make room and try again, instead of never accepting any more.
        waiting_.DropLongest();
        asio::steady_timer pause(io_, std::chrono::milliseconds(50));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      if (open_ >= options_.max_connections && !waiting_.DropLongest()) continue;
      ++open_;
      asio::co_spawn(io_, Serve(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> Serve(tcp::socket socket) {
    {
      Connection connection(std::move(socket), parts_);
      try {
        co_await connection.Serve();
      } catch (const std::exception&) {
        // Only memory can be short here; this connection ends and the others go on.
      }
    }
    --open_;
    if (draining_ && open_ == 0) drained_.cancel();
  }

  asio::awaitable<void> Drain(absl::Duration grace) {
    draining_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    waiting_.DropAll();
    if (open_ == 0) co_return;
    drained_.expires_after(std::chrono::milliseconds(absl::ToInt64Milliseconds(grace)));
    co_await drained_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }

  const ServerOptions options_;
  const Answer answer_;
  const RequestLog log_;
  asio::io_context io_{1};
  asio::thread_pool workers_;
  // From here on: used on the waiting thread only.
  tcp::acceptor acceptor_;
  asio::steady_timer drained_;
  WaitingList waiting_;
  bool draining_ = false;
  std::size_t open_ = 0;
  ConnectionParts parts_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Answer answer,
                                                      RequestLog log) {
  auto server = std::make_unique<BeastServer>(options, std::move(answer), std::move(log));
  DRIEHOEK_RETURN_IF_ERROR(server->Listen());
  return server;
}

}  // namespace driehoek::lti
