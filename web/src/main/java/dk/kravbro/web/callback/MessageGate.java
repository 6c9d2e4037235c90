package dk.kravbro.web.callback;

import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * In front of the SOAP stack: counts bytes before they are kept, refuses what is no SOAP envelope, and keeps the text as it
 * came for the room. The stack itself gets an empty envelope: it would parse the text once more, and refuse what it finds
 * too much (50,000 elements, say) in words of its own. The caller is known by now: the container asked for a certificate before any filter.
 */
@WebFilter("/*")
public class MessageGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Request attribute: the message's text as it came. */
    static final String RAW = "dk.kravbro.web.callback.raw";

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SoapVersion version = SoapVersion.at(request.getServletPath());
        Optional<Refusal> unread = unread(request, version);
        if (unread.isPresent()) {
            refuse(request, response, version, unread.get(), request.getContentLengthLong());
            return;
        }
        byte[] body;
        try {
            InputStream stream = request.getInputStream();
            body = new ArrivingBody(
                            stream, settings.settlementMaxBody(), settings.callbackBodyDeadline(), System::nanoTime)
                    .read();
        } catch (ArrivingBody.Refused refused) {
            refuse(request, response, version, refused.refusal(), refused.size());
            return;
        }
        Optional<String> text = text(body);
        Optional<Refusal> objection = text.isEmpty()
                ? Optional.of(Refusal.NOT_SOAP)
                : Envelopes.objection(text.get(), version, settings.backChannelIsSigned());
        if (objection.isPresent()) {
            CallbackLog.LOG.refused(objection.get().name(), body.length, Fingerprint.of(body));
            write(response, version, objection.get());
            return;
        }
        request.setAttribute(RAW, text.orElseThrow());
        chain.doFilter(new KeptBody(request, version.envelope("").getBytes(StandardCharsets.UTF_8), version), response);
    }

    /** What can be said without a look at the body. */
    private Optional<Refusal> unread(HttpServletRequest request, SoapVersion version) {
        if (!"POST".equals(request.getMethod())) {
            return Optional.of(Refusal.ONLY_POST);
        }
        String contentType =
                Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!isXmlInUtf8(contentType, version)) {
            return Optional.of(Refusal.WRONG_MEDIA_TYPE);
        }
        return request.getContentLengthLong() > settings.settlementMaxBody()
                ? Optional.of(Refusal.TOO_LARGE)
                : Optional.empty();
    }

    private static boolean isXmlInUtf8(String contentType, SoapVersion version) {
        String type = contentType.split(";", 2)[0].strip();
        boolean xml = version.mediaType().equals(type);
        int charset = contentType.indexOf("charset=");
        return xml
                && (charset < 0
                        || contentType.substring(charset).replace("\"", "").startsWith("charset=utf-8"));
    }

    private static Optional<String> text(byte[] body) {
        int mark =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, mark, body.length - mark))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The body was not read to its end, and will not be: the connection goes with it. */
    private void refuse(
            HttpServletRequest request, HttpServletResponse response, SoapVersion version, Refusal refusal, long size)
            throws IOException {
        CallbackLog.LOG.refusedUnread(refusal.name(), size);
        if (refusal == Refusal.ONLY_POST) {
            response.setHeader("Allow", "POST");
        }
        response.setHeader("Connection", "close");
        write(response, version, refusal);
        hangUp(request, response);
    }

    /** The server's part; a test has none. */
    void hangUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HangUp.on(request, response);
    }

    private static void write(HttpServletResponse response, SoapVersion version, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType(version.mediaType() + ";charset=UTF-8");
        response.getOutputStream().write(refusal.envelope(version).getBytes(StandardCharsets.UTF_8));
    }
}
