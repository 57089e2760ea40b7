package io.banditpipeline.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server of this machine that can be cut and mended. Thread-safe. */
final class Wire implements AutoCloseable {
    private final ServerSocket here;
    private final int there;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Wire(int there) throws IOException {
        this.there = there;
        here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** A wire to a port. */
    static Wire to(int port) throws IOException {
        return new Wire(port);
    }

    /** The port at this end. */
    int port() {
        return here.getLocalPort();
    }

    /** Breaks all connections, and lets no new one through. */
    void cut() {
        cut = true;
        open.forEach(Wire::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        here.close();
        cut();
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                connect(here.accept());
            } catch (IOException e) {
                // closed, or the server is away: the client sees its connection end
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        if (cut) {
            close(client);
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), there);
        open.add(server);
        start("up", () -> pump(client, server));
        start("down", () -> pump(server, client));
        if (cut) {
            close(client);
            close(server);
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            close(from);
        } finally {
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    private static void start(String role, Runnable work) {
        Thread thread = new Thread(work, "wire-" + role);
        thread.setDaemon(true);
        thread.start();
    }
}
