package dk.kravbro.monitoring;

import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodeViewsTest {

    private static NodeViews views() {
        NodeViews views = new NodeViews();
        views.source = TestDatabase.fresh();
        views.settings = Settings.of(Map.of());
        return views;
    }

    @Test
    void a_living_and_a_retired_node_are_shown_each_with_its_last_heartbeat() {
        NodeViews views = views();
        UUID living = UUID.randomUUID();
        sql("insert into nodes values ('n1', '" + living + "', now() - interval '1 day', now())");
        sql("insert into nodes values ('n2', '" + UUID.randomUUID()
                + "', now() - interval '2 days', now() - interval '1 day')");

        List<NodeViews.NodeView> all = views.all(SeededAutumn.OPERATOR);

        assertThat(all).extracting(NodeViews.NodeView::name).containsExactly("n1", "n2");
        assertThat(all).extracting(NodeViews.NodeView::alive).containsExactly(true, false);
        assertThat(all.get(0).incarnation()).isEqualTo(living);
        assertThat(all.get(1).lastHeartbeat()).isBefore(all.get(0).lastHeartbeat());
    }

    @Test
    void what_is_at_work_is_counted_by_its_owner() {
        SeededAutumn autumn = new SeededAutumn();
        NodeViews views = new NodeViews();
        views.source = autumn.proofs.source;
        views.settings = Settings.of(Map.of());
        sql("insert into nodes values ('n1', '" + UUID.randomUUID() + "', now(), now())");
        sql("update deliveries set state = 'DUE' where state = 'WAITING'");
        sql("update deliveries set state = 'QUEUED', owner_node = 'n1', slice_id = id % 3 where id in"
                + " (select id from deliveries where state = 'DUE' order by id limit 12)");
        sql("update deliveries set state = 'SENDING' where owner_node = 'n1' and slice_id < 2");

        NodeViews.NodeView node = views.all(SeededAutumn.OPERATOR).get(0);

        assertThat(node.sending() + node.queued())
                .isEqualTo(Long.parseLong(value("select count(*) from deliveries where owner_node = 'n1'")))
                .isPositive();
        assertThat(node.slices())
                .isEqualTo(
                        Long.parseLong(value("select count(distinct slice_id) from deliveries where owner_node = 'n1'"
                                + " and state = 'SENDING'")));
    }

    @Test
    void only_operators_see_them() {
        assertThatThrownBy(() -> views().all(SeededAutumn.OF_COPENHAGEN)).isInstanceOf(Actor.NotAllowed.class);
    }
}
