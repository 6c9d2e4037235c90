package dk.kravbro.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.ClientConstants;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;

/** What an operator does in WildFly's console, done by the same management interface. */
final class Console implements AutoCloseable {

    private final ModelControllerClient client;

    Console(int managementPort, String user, String password) throws IOException {
        this.client = ModelControllerClient.Factory.create(
                "remote+http", InetAddress.getByName("127.0.0.1"), managementPort, callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(user);
                        } else if (callback instanceof PasswordCallback secret) {
                            secret.setPassword(password.toCharArray());
                        } else if (callback instanceof RealmCallback realm) {
                            realm.setText(realm.getDefaultText());
                        }
                    }
                });
    }

    /** An address such as subsystem, ejb3, mdb-delivery-group, opus. */
    static ModelNode address(String... path) {
        ModelNode address = new ModelNode().setEmptyList();
        for (int i = 0; i < path.length; i += 2) {
            address.add(path[i], path[i + 1]);
        }
        return address;
    }

    ModelNode read(ModelNode address) {
        return execute(Operations.createReadResourceOperation(address), true);
    }

    ModelNode read(ModelNode address, String attribute) {
        return execute(Operations.createReadAttributeOperation(address, attribute), false);
    }

    void write(ModelNode address, String attribute, boolean value) {
        execute(Operations.createWriteAttributeOperation(address, attribute, value), false);
    }

    /** Runs an operation that takes no parameters. */
    void run(ModelNode address, String operation) {
        execute(Operations.createOperation(operation, address), false);
    }

    /** What an operation without parameters lists. */
    List<ModelNode> list(ModelNode address, String operation) {
        return execute(Operations.createOperation(operation, address), false).asList();
    }

    void write(ModelNode address, String attribute, ModelNode value) {
        execute(Operations.createWriteAttributeOperation(address, attribute, value), false);
    }

    /** The children of one type, with what they are at run time. */
    List<Property> children(ModelNode address, String type) {
        ModelNode operation = Operations.createOperation("read-children-resources", address);
        operation.get("child-type").set(type);
        return execute(operation, true).asPropertyList();
    }

    /** Lets the timer with that info fire now. */
    void trigger(String bean, String info) {
        execute(Operations.createOperation("trigger", timer(bean, info)), false);
    }

    /** Stops a timer from firing, or lets it fire again. */
    void active(String bean, String info, boolean active) {
        execute(Operations.createOperation(active ? "activate" : "suspend", timer(bean, info)), false);
    }

    private ModelNode timer(String bean, String info) {
        ModelNode timers = address(
                "deployment",
                "kravbro.ear",
                "subdeployment",
                "kravbro-ejb.jar",
                "subsystem",
                "ejb3",
                "singleton-bean",
                bean,
                "service",
                "timer-service");
        return children(timers, "timer").stream()
                .filter(timer -> timer.getValue().get("info").asString("").equals(info))
                .findFirst()
                .map(timer -> timers.clone().add("timer", timer.getName()))
                .orElseThrow(() -> new AssertionError("no timer of " + bean + " says " + info));
    }

    private ModelNode execute(ModelNode operation, boolean withRuntime) {
        if (withRuntime) {
            operation.get(ClientConstants.INCLUDE_RUNTIME).set(true);
        }
        try {
            ModelNode answer = client.execute(operation);
            if (!Operations.isSuccessfulOutcome(answer)) {
                throw new AssertionError(
                        Operations.getFailureDescription(answer).asString());
            }
            return Operations.readResult(answer);
        } catch (IOException e) {
            throw new IllegalStateException("the management interface does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
