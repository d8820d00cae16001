import bench from "../processes/event-loop.mjs";

export default {
  title: "workers: how long the event loop is blocked while another thread fits",
  async run() {
    await bench();
    return { sections: [] };
  },
};
